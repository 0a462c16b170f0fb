import { useLayoutEffect, useMemo, useRef, useState } from "react";
import type { RowDeeds } from "./person-row";

/** Where the rows begin on the page, and how wide they are. */
export function usePlace(grid: { current: HTMLDivElement | null }): { top: number; width: number } {
  const [place, setPlace] = useState({ top: 0, width: 0 });
  useLayoutEffect(() => {
    const body = grid.current?.querySelector("[role=rowgroup]");
    if (!body) return;
    const measure = () => {
      const box = body.getBoundingClientRect();
      const top = Math.round(box.top + window.scrollY);
      const width = Math.round(box.width);
      setPlace((it) => (it.top === top && it.width === width ? it : { top, width }));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    observer.observe(body);
    return () => observer.disconnect();
  }, [grid]);
  return place;
}

/** The same object for as long as the grid is there, so that rows stay as they are. */
export function useStableDeeds(deeds: RowDeeds): RowDeeds {
  const newest = useRef(deeds);
  useLayoutEffect(() => {
    newest.current = deeds;
  });
  return useMemo(
    () => ({
      go: (id) => newest.current.go(id),
      toggle: (id, isReach) => newest.current.toggle(id, isReach),
      peek: (id) => newest.current.peek(id),
      edit: (id, column) => newest.current.edit(id, column),
      done: (id, column) => newest.current.done(id, column),
    }),
    [],
  );
}
