import type { CSSProperties } from "react";
import { whole } from "@/shared/numbers/format";
import styles from "./bar-strip.module.css";

type BarStripProps = {
  caption: string;
  /** What the whole of a bar counts, and what the part of it. */
  all: string;
  part: string;
  bars: readonly Bar[];
};

/** One bar: its name below it, and all it says for who hears the page. */
export type Bar = { name: string; label: string; all: number; part: number };

/** Counts side by side, a bar each, and a part of each. */
export function BarStrip({ caption, all, part, bars }: BarStripProps) {
  const most = Math.max(1, ...bars.map((bar) => bar.all));
  const height = (n: number) => ({ height: `${(100 * n) / most}%` });
  return (
    <figure className={styles.strip}>
      <figcaption>
        {caption}
        <span className={styles.legend}>
          <span data-of="all">{all}</span>
          <span data-of="part">{part}</span>
        </span>
      </figcaption>
      <ol style={{ "--bars": bars.length } as CSSProperties}>
        {bars.map((bar) => (
          <li key={bar.label} aria-label={bar.label}>
            <span aria-hidden="true">{bar.all === 0 ? "" : whole(bar.all)}</span>
            <div aria-hidden="true" className={styles.track}>
              <i data-of="all" style={height(bar.all)} />
              <i data-of="part" style={height(bar.part)} />
            </div>
            <span aria-hidden="true" className={styles.name}>
              {bar.name}
            </span>
          </li>
        ))}
      </ol>
    </figure>
  );
}
