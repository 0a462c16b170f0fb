import { useQuery } from "@tanstack/react-query";
import { BarStrip } from "@/shared/charts/bar-strip";
import { clockTime } from "@/shared/dates/format";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { outcomesQuery, type Person, type Timeline } from "../queries";
import { answeredByHour } from "./hours";

type HourStripProps = { person: Person; timeline: Timeline };

/** At which hours of their day somebody answers; absent while it is too early to tell. */
export function HourStrip({ person, timeline }: HourStripProps) {
  const { data } = useQuery(outcomesQuery);
  const sameAs = new Map(data?.outcomes.map((it) => [it.name, it.same_as]));
  const hours = answeredByHour(timeline.activities, person, sameAs);
  if (hours === undefined) return null;
  const sum = (of: "calls" | "answered") => whole(hours.reduce((all, hour) => all + hour[of], 0));
  return (
    <Card title={m.people_hours()}>
      <BarStrip
        caption={m.people_hours_sum({ answered: sum("answered"), calls: sum("calls") })}
        all={m.people_hours_calls()}
        part={m.people_hours_answered()}
        bars={hours.map(({ hour, calls, answered }) => ({
          name: whole(hour),
          label: m.people_hour({
            hour: clockTime(new Date(Date.UTC(2024, 0, 1, hour)), "UTC"),
            answered: whole(answered),
            calls: whole(calls),
          }),
          all: calls,
          part: answered,
        }))}
      />
    </Card>
  );
}
