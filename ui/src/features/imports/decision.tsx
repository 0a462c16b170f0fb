import { SegmentedControl } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import type { Decision } from "./queries";

const DECISIONS: Record<Decision, () => string> = {
  keep: m.imports_decide_keep,
  merge: m.imports_decide_merge,
  skip: m.imports_decide_skip,
};

function isDecision(word: string): word is Decision {
  return word in DECISIONS;
}

type DecisionControlProps = {
  /** Of what it is decided, for who hears the page. */
  label: string;
  /** None while nothing was said. */
  value: Decision | undefined;
  onChoose: (decision: Decision) => void;
};

/** What becomes of a row that may be somebody who is there: two people, one, or the row left out. */
export function DecisionControl({ label, value, onChoose }: DecisionControlProps) {
  const data = Object.entries(DECISIONS).map(([word, text]) => ({ value: word, label: text() }));
  return (
    <SegmentedControl
      aria-label={label}
      size="xs"
      data={data}
      value={value ?? ""}
      onChange={(word) => {
        if (isDecision(word)) onChoose(word);
      }}
    />
  );
}
