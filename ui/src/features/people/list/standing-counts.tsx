import { Link } from "@tanstack/react-router";
import { m } from "@/shared/messages/gen/messages";
import { countWord, STANDINGS } from "../public/counts";
import type { PeopleCounts } from "../queries";
import type { PeopleSearch } from "../search";
import styles from "./list.module.css";

type StandingCountsProps = { counts: PeopleCounts | undefined; search: PeopleSearch };

/** How many are in the list, by standing and never as one sum; each count opens those it counts. */
export function StandingCounts({ counts, search }: StandingCountsProps) {
  const { person: _, ...rest } = search;
  return (
    <ul className={styles.counts} aria-label={m.people_counts()}>
      {STANDINGS.map((standing) => {
        const n = counts?.standings[standing] ?? 0;
        if (n === 0) return null;
        return (
          <li key={standing}>
            <Link
              to="/people"
              search={{ ...rest, standing }}
              activeProps={{}}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              {countWord(standing, n)}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
