import { Button } from "@mantine/core";
import { useClipboard } from "@mantine/hooks";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { RefObject } from "react";
import type { components } from "@/shared/api/schema.gen";
import { now } from "@/shared/dates/now";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import { useReadableNumbers } from "@/shared/phones/readable";
import { TouchDots } from "@/shared/touch-dots/touch-dots";
import { channelWord } from "@/shared/words/contact";
import { missingWord } from "@/shared/words/missing";
import { ChannelIcon } from "../channel-icon";
import type { Touch } from "../queries";
import { dueText, timeThere } from "../there";
import { type Here, looseText } from "./caption";
import { isPasted, linkOf, textOf } from "./do-touch";
import { FitButton } from "./fit-button";
import styles from "./person-card.module.css";

type PersonCardProps = {
  touch: Touch;
  here: Here;
  link: RefObject<HTMLAnchorElement | null>;
  /** It is being done: its minutes are counted from now on. */
  onBegin: () => void;
};

/** Who it is, how to reach them, why, and what to say. */
export function PersonCard({ touch, here, link, onBegin }: PersonCardProps) {
  const text = textOf(touch);
  const target = linkOf(touch);
  const readable = useReadableNumbers();
  const way = touch.way ?? "";
  const isNumber = touch.channel === "call" || touch.channel === "text";
  const shown = isNumber ? readable(way) : way;
  const begin = () => {
    onBegin();
    if (isPasted(touch) && text !== "") void navigator.clipboard?.writeText(text);
  };
  return (
    <section className={styles.card} aria-label={m.block_person()}>
      <div className={styles.head}>
        <div>
          <h2 className={styles.name}>{touch.name}</h2>
          <p className={styles.at}>{[touch.title, touch.company].filter(Boolean).join(", ")}</p>
        </div>
        <FitButton person={touch.person} name={touch.name} fit={touch.fit} />
      </div>
      <p className={styles.facts}>
        <TouchDots
          step={touch.step}
          of={touch.of}
          label={m.today_touch_of({ step: String(touch.step), of: String(touch.of) })}
        />
        <span>{stepText(touch)}</span>
        <span>{timeThere(touch, now())}</span>
        <strong data-is-agreed={touch.agreed != null || touch.late > 0}>
          {dueText(touch, here.today, here.zone)}
        </strong>
      </p>
      <div className={styles.way}>
        {target !== undefined ? (
          <a
            ref={link}
            className={styles.do}
            href={target}
            onClick={begin}
            {...(target.startsWith("http") ? { target: "_blank", rel: "noreferrer" } : {})}
          >
            <ChannelIcon channel={touch.channel} size={22} />
            <span className={styles.number}>{shown}</span>
            <Keys command="block.do" />
          </a>
        ) : (
          <span className={styles.plain}>
            <ChannelIcon channel={touch.channel} size={22} />
            {touch.missing == null
              ? shown || channelWord(touch.channel)
              : missingWord(touch.missing)}
          </span>
        )}
        {way !== "" && <CopyButton text={way} label={m.block_copy({ what: shown })} />}
        {text !== "" && touch.channel !== "call" && (
          <CopyButton text={text} label={m.block_copy_text()}>
            {m.block_copy_text()}
          </CopyButton>
        )}
      </div>
      <div className={styles.reason}>
        <h3>{m.block_reason()}</h3>
        <p className={styles.why}>{touch.reason ?? m.block_no_reason()}</p>
        <Script script={touch.script} />
      </div>
    </section>
  );
}

type ScriptProps = { script: components["schemas"]["Filled"] | null | undefined };

function Script({ script }: ScriptProps) {
  if (script == null || (script.body === "" && script.subject === "")) return null;
  return (
    <>
      {script.subject !== "" && (
        <p>
          <strong>{script.subject}</strong>
        </p>
      )}
      {/* It scrolls, so the keyboard has to reach it. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <p className={styles.script} tabIndex={0}>
        {script.body}
      </p>
      {script.missing.length > 0 && (
        <p className={styles.missing}>
          {m.block_script_missing({ fields: script.missing.join(", ") })}
        </p>
      )}
    </>
  );
}

type CopyButtonProps = { text: string; label: string; children?: string };

function CopyButton({ text, label, children }: CopyButtonProps) {
  const { copy, copied } = useClipboard();
  const Icon = copied ? IconCheck : IconCopy;
  return (
    <Button
      className={(children === undefined && styles.copy) || ""}
      variant="default"
      aria-label={copied ? m.block_copied() : label}
      leftSection={<Icon size={16} aria-hidden="true" />}
      onClick={() => copy(text)}
    >
      {copied ? m.block_copied() : (children ?? m.block_copy_short())}
    </Button>
  );
}

function stepText(touch: Touch): string {
  if (touch.kind != null) return looseText(touch.kind);
  const place = m.today_touch_of({ step: String(touch.step), of: String(touch.of) });
  return touch.cadence === "" ? place : `${place}, ${touch.cadence}`;
}
