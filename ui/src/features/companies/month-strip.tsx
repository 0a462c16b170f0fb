import { monthName, shortMonth } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import styles from "./month-strip.module.css";
import type { CompanyActivity } from "./queries";

type MonthStripProps = { months: CompanyActivity["months"] };

/** The work of the last months with a company, a bar each: contact attempts, and the talks among them. */
export function MonthStrip({ months }: MonthStripProps) {
  const most = Math.max(1, ...months.map(({ touches }) => touches));
  const height = (n: number) => ({ height: `${(100 * n) / most}%` });
  return (
    <figure className={styles.strip}>
      <figcaption>
        {m.companies_months()}
        <span className={styles.legend}>
          <span data-of="touches">{m.companies_touches()}</span>
          <span data-of="conversations">{m.companies_conversations()}</span>
        </span>
      </figcaption>
      <ol>
        {months.map(({ month, touches, conversations }) => (
          <li
            key={month}
            aria-label={m.companies_month({
              month: monthName(month),
              touches: whole(touches),
              conversations: whole(conversations),
            })}
          >
            <span aria-hidden="true">{touches === 0 ? "" : whole(touches)}</span>
            <div aria-hidden="true" className={styles.track}>
              <i data-of="touches" style={height(touches)} />
              <i data-of="conversations" style={height(conversations)} />
            </div>
            <span aria-hidden="true" className={styles.month}>
              {shortMonth(month)}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
