import { Link } from "@tanstack/react-router";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import type { PeopleCounts, Standing } from "../queries";
import type { PeopleSearch } from "../search";
import styles from "./list.module.css";

type StandingCountsProps = { counts: PeopleCounts | undefined; search: PeopleSearch };

const COUNTS: readonly (readonly [Standing, (told: { n: number; shown: string }) => string])[] = [
  ["lead", m.people_count_lead],
  ["prospect", m.people_count_prospect],
  ["in_nurture", m.people_count_in_nurture],
  ["client", m.people_count_client],
  ["former_client", m.people_count_former_client],
  ["other", m.people_count_other],
];

/** How many are in the list, by standing and never as one sum; each count opens those it counts. */
export function StandingCounts({ counts, search }: StandingCountsProps) {
  const { person: _, ...rest } = search;
  return (
    <ul className={styles.counts} aria-label={m.people_counts()}>
      {COUNTS.map(([standing, words]) => {
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
              {words({ n, shown: whole(n) })}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
