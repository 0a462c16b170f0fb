import { useMediaQuery } from "@mantine/hooks";
import { useRouter } from "@tanstack/react-router";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import styles from "./companies.module.css";
import { CompanyRow } from "./company-row";
import type { Company } from "./queries";

/** The height of a row at a desk and on a phone, as the style sheet has it. */
export const ROW = 44;
const PHONE_ROW = 64;
/** How many rows before the end of what is there the next page is asked for. */
const AHEAD = 100;

type CompanyRowsProps = { companies: readonly Company[]; onNearEnd: (() => unknown) | undefined };

/** Companies, a line each; only those in sight are drawn. */
export function CompanyRows({ companies, onNearEnd }: CompanyRowsProps) {
  const router = useRouter();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const [at, setAt] = useState<number>();
  const isPhone = useMediaQuery("(width < 48em)", undefined, { getInitialValueInEffect: false });
  useLayoutEffect(() => {
    if (list.current) setTop(list.current.getBoundingClientRect().top + window.scrollY);
  }, []);
  const virtualizer = useWindowVirtualizer({
    count: companies.length,
    estimateSize: () => (isPhone ? PHONE_ROW : ROW),
    overscan: 10,
    scrollMargin: top,
    scrollPaddingStart: 64,
    scrollPaddingEnd: 96,
    getItemKey: (index) => companies[index]?.id ?? index,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are higher on a phone
  useEffect(() => virtualizer.measure(), [virtualizer, isPhone]);
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
          <CompanyRow
            key={row.key}
            company={company}
            offset={row.start - top}
            isAt={row.index === at}
            isPhone={isPhone}
          />
        );
      })}
    </ul>
  );
}
