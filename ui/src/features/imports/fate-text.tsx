import { m } from "@/shared/messages/gen/messages";
import { sameWord } from "@/shared/words/same";
import type { Fate } from "./fates";
import styles from "./imports.module.css";

type FateTextProps = { fate: Fate | undefined };

/** What becomes of a row, in a word. */
export function FateText({ fate }: FateTextProps) {
  if (fate === undefined) return null;
  if (fate.kind === "new") return <span className={styles.good}>{m.imports_fate_new()}</span>;
  if (fate.kind === "left_out") return <span>{m.imports_fate_left_out()}</span>;
  if (fate.kind === "rejected") {
    return <span className={styles.cannot}>{m.imports_fate_rejected()}</span>;
  }
  if (fate.kind === "possible") {
    return <span className={styles.attention}>{m.imports_fate_possible()}</span>;
  }
  return (
    <span>
      {m.imports_fate_known()} <span className={styles.fateWhy}>{sameWord(fate.pair.why)}</span>
    </span>
  );
}
