import { memo } from "react";
import { touchKey } from "@/features/activities/public/file-touch";
import { clockTime } from "@/shared/dates/format";
import { now } from "@/shared/dates/now";
import { m } from "@/shared/messages/gen/messages";
import { TouchDots } from "@/shared/touch-dots/touch-dots";
import { missingWord } from "@/shared/words/missing";
import { type Here, looseText } from "./block/caption";
import { ChannelIcon } from "./channel-icon";
import type { Touch } from "./queries";
import { dueText, timeThere } from "./there";
import styles from "./touch-row.module.css";

type TouchRowProps = {
  touch: Touch;
  here: Here;
  isChosen: boolean;
  /** Somebody chose it, with keys perhaps: then it comes into sight. */
  isSought?: boolean;
  onChoose?: (key: string) => void;
  onDo?: (touch: Touch) => void;
};

/** One touch of the list: how, who, why, how far, by when. */
export const TouchRow = memo(function TouchRow(props: TouchRowProps) {
  const { touch, here, isChosen, isSought = false, onChoose, onDo } = props;
  const choose = onChoose && (() => onChoose(touchKey(touch)));
  return (
    <li
      className={styles.row}
      aria-current={isChosen ? "true" : undefined}
      ref={isChosen && isSought ? intoSight : undefined}
    >
      <button
        type="button"
        className={styles.open}
        disabled={onDo === undefined}
        onFocus={choose}
        onClick={() => onDo?.(touch)}
      >
        <span className={styles.icon}>
          <ChannelIcon channel={touch.channel} />
        </span>
        <span className={styles.who}>
          <strong>{touch.name}</strong>
          <span className={styles.dim}>
            {[touch.title, touch.company].filter(Boolean).join(", ")}
          </span>
        </span>
        <span className={styles.why}>{whyText(touch)}</span>
        <span className={styles.dots}>
          <TouchDots
            step={touch.step}
            of={touch.of}
            label={m.today_touch_of({ step: String(touch.step), of: String(touch.of) })}
          />
        </span>
        <span className={styles.due}>
          <strong data-is-agreed={touch.agreed != null || touch.late > 0}>
            {dueText(touch, here.today, here.zone)}
          </strong>
          <span className={styles.dim}>{whenText(touch, here)}</span>
        </span>
      </button>
    </li>
  );
});

function whyText(touch: Touch): string {
  if (touch.missing != null) return missingWord(touch.missing);
  if (touch.reason != null && touch.reason !== "") return touch.reason;
  return touch.kind == null ? touch.cadence : looseText(touch.kind);
}

function whenText(touch: Touch, { zone }: Here): string | undefined {
  if (touch.later_today && touch.callable_from != null) {
    return m.today_from({ time: clockTime(touch.callable_from, zone) });
  }
  return timeThere(touch, now());
}

function intoSight(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: "nearest" });
}
