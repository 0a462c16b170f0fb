import { Link, useRouter } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { countsText } from "@/features/people/public/counts";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import styles from "./companies.module.css";
import { DreamMark } from "./dream-mark";
import type { Company } from "./queries";

/** The height of a row, as the style sheet has it. */
export const ROW = 44;
/** How many rows before the end of what is there the next page is asked for. */
const AHEAD = 100;

type CompanyRowsProps = { companies: readonly Company[]; onNearEnd: (() => unknown) | undefined };

/** Companies, a line each; only those in sight are drawn. */
export function CompanyRows({ companies, onNearEnd }: CompanyRowsProps) {
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const [at, setAt] = useState<number>();
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: companies.length,
    estimateSize: () => ROW,
    overscan: 10,
    scrollMargin: top,
    scrollPaddingStart: 64,
    scrollPaddingEnd: 96,
    getItemKey: (index) => companies[index]?.id ?? index,
  });
  const rows = virtualizer.getVirtualItems();
  const last = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (last >= companies.length - AHEAD) onNearEnd?.();
  }, [last, companies.length, onNearEnd]);
  const step = (by: number) => {
    const next = at === undefined ? 0 : Math.min(Math.max(at + by, 0), companies.length - 1);
    setAt(next);
    virtualizer.scrollToIndex(next, { align: "auto" });
  };
  const here = at === undefined ? undefined : companies[at];
  useCommands({
    "list.next": () => step(1),
    "list.previous": () => step(-1),
    "list.open": here && (() => router.history.push(`/companies/${here.id}`)),
  });
  return (
    <ul
      ref={list}
      className={styles.rows}
      style={{ height: virtualizer.getTotalSize() }}
      aria-label={m.screen_companies()}
    >
      {rows.map((row) => {
        const company = companies[row.index];
        if (company === undefined) return null;
        return (
          <li
            key={row.key}
            className={styles.row}
            style={{ transform: `translateY(${row.start - top}px)` }}
            data-at={row.index === at || undefined}
          >
            <DreamMark company={company} isRow />
            <Link to="/companies/$id" params={{ id: company.id }} dir="auto">
              {company.name}
            </Link>
            <span>{countsText(company.standings)}</span>
            <span dir="auto" className={styles.where}>
              {[company.industry, company.country].filter(Boolean).join(", ")}
            </span>
            {company.blocked && <span className={styles.held}>{m.companies_blocked()}</span>}
            {company.held && !company.blocked && (
              <span className={styles.held}>{m.companies_held()}</span>
            )}
          </li>
        );
      })}
    </ul>
  );
}
