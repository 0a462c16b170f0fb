import { useQueries, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { addDays, type Day } from "@/shared/dates/days";
import { m } from "@/shared/messages/gen/messages";
import { holidaysQuery, leaveQuery } from "../queries";

/** The days from one to another on which nobody works, and why: leave, or the name of the holiday. */
export function useDaysOff(from: Day | undefined, to: Day | undefined): ReadonlyMap<Day, string> {
  const leave = useQuery(leaveQuery).data?.leave;
  const holidays = useQueries({
    queries: yearsOf(from, to).map(holidaysQuery),
    combine: (years) => years.flatMap(({ data }) => data?.holidays ?? []),
  });
  return useMemo(() => {
    const off = new Map<Day, string>();
    if (from === undefined || to === undefined) return off;
    for (const one of leave ?? []) {
      const last = one.to < to ? one.to : to;
      for (let day = one.from < from ? from : one.from; day <= last; day = addDays(day, 1)) {
        off.set(day, m.calendar_leave());
      }
    }
    // A holiday stays one, whoever takes leave around it.
    for (const { on, name } of holidays) if (on >= from && on <= to) off.set(on, name);
    return off;
  }, [from, to, leave, holidays]);
}

function yearsOf(from: Day | undefined, to: Day | undefined): number[] {
  if (from === undefined || to === undefined) return [];
  const first = Number(from.slice(0, 4));
  return Array.from({ length: Number(to.slice(0, 4)) - first + 1 }, (_, n) => first + n);
}
