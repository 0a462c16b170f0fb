import { BarStrip } from "@/shared/charts/bar-strip";
import { monthName, shortMonth } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import type { CompanyActivity } from "./queries";

type MonthStripProps = { months: CompanyActivity["months"] };

/** The work of the last months with a company, a bar each: contact attempts, and the talks among them. */
export function MonthStrip({ months }: MonthStripProps) {
  return (
    <BarStrip
      caption={m.companies_months()}
      all={m.companies_touches()}
      part={m.companies_conversations()}
      bars={months.map(({ month, touches, conversations }) => ({
        name: shortMonth(month),
        label: m.companies_month({
          month: monthName(month),
          touches: whole(touches),
          conversations: whole(conversations),
        }),
        all: touches,
        part: conversations,
      }))}
    />
  );
}
