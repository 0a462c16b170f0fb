import { Link } from "@tanstack/react-router";
import { countsText } from "@/features/people/public/counts";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import styles from "./companies.module.css";
import { DreamMark } from "./dream-mark";
import type { Company } from "./queries";

type CompanyRowProps = {
  company: Company;
  /** How far below the head of the list it stands. */
  offset: number;
  isAt: boolean;
  isPhone: boolean | undefined;
};

/** A company in one line, or in two on a phone: who works there, and what was done with them. */
export function CompanyRow({ company, offset, isAt, isPhone }: CompanyRowProps) {
  const { id, name, standings, touches, open_meetings, industry, country } = company;
  const people = countsText(standings);
  const done = touches === 0 ? "" : m.companies_n_touches({ n: touches, shown: whole(touches) });
  const agreed =
    open_meetings === 0
      ? ""
      : m.companies_n_open_meetings({ n: open_meetings, shown: whole(open_meetings) });
  return (
    <li
      className={styles.row}
      style={{ transform: `translateY(${offset}px)` }}
      data-at={isAt || undefined}
    >
      <DreamMark company={company} isRow />
      <Link to="/companies/$id" params={{ id }} className={styles.link} dir="auto">
        {name}
      </Link>
      {isPhone ? (
        <span className={styles.what}>{[people, done, agreed].filter(Boolean).join(" · ")}</span>
      ) : (
        <>
          <span>{people}</span>
          <span>{done}</span>
          <span>{agreed}</span>
          <span dir="auto" className={styles.where}>
            {[industry, country].filter(Boolean).join(", ")}
          </span>
        </>
      )}
      <State company={company} />
    </li>
  );
}

type StateProps = { company: Company };

/** Why nobody there is worked just now. */
function State({ company: { blocked, held } }: StateProps) {
  if (blocked) return <span className={styles.held}>{m.companies_blocked()}</span>;
  if (held) return <span className={styles.held}>{m.companies_held()}</span>;
  return null;
}
