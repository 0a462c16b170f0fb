import { Button, TextInput } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { addDays } from "@/shared/dates/days";
import { takeFocus } from "@/shared/focus/take-focus";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import type { Here } from "./caption";
import styles from "./extras-row.module.css";
import { type Filing, NEXT_ASKED } from "./use-filing";

const ASKED = {
  by_outcome: m.block_asked_by_outcome,
  yes: m.block_asked,
  no: m.block_not_asked,
} as const;

type ExtrasRowProps = { filing: Filing; here: Here; isFiled: boolean };

/** What goes with any outcome: a referral asked or given, and whether a meeting was asked for. */
export function ExtrasRow({ filing, here, isFiled }: ExtrasRowProps) {
  const { extras, change } = filing;
  const { referral, named } = extras;
  return (
    <div className={styles.extras}>
      <Button
        variant={extras.isReferralAsked ? "light" : "default"}
        aria-pressed={extras.isReferralAsked}
        disabled={isFiled}
        rightSection={<Keys command="block.referral" />}
        onClick={() => change({ isReferralAsked: !extras.isReferralAsked })}
      >
        {m.block_referral()}
      </Button>
      <Button
        variant={extras.asked === "by_outcome" ? "default" : "light"}
        disabled={isFiled}
        rightSection={<Keys command="block.asked" />}
        onClick={() => change({ asked: NEXT_ASKED[extras.asked] })}
      >
        {ASKED[extras.asked]()}
      </Button>
      <Button
        variant={named.isOpen ? "light" : "default"}
        aria-expanded={named.isOpen}
        disabled={isFiled}
        title={m.block_named_time_text()}
        onClick={() =>
          change({
            named: named.isOpen
              ? { isOpen: false, day: "", time: "" }
              : { isOpen: true, day: addDays(here.today, 1), time: "09:00" },
          })
        }
      >
        {m.block_named_time()}
      </Button>
      {named.isOpen && (
        <>
          <TextInput
            type="date"
            label={m.block_day()}
            description={m.block_named_time_text()}
            min={here.today}
            ref={takeFocus}
            value={named.day}
            onChange={(event) => change({ named: { ...named, day: event.currentTarget.value } })}
            onKeyDown={leaveOnEnter}
          />
          <TextInput
            type="time"
            label={m.block_time()}
            value={named.time}
            onChange={(event) => change({ named: { ...named, time: event.currentTarget.value } })}
            onKeyDown={leaveOnEnter}
          />
        </>
      )}
      {extras.isReferralAsked && (
        <>
          <TextInput
            className={styles.field ?? ""}
            label={m.block_referral_name()}
            value={referral.name}
            onChange={(event) =>
              change({ referral: { ...referral, name: event.currentTarget.value } })
            }
            onKeyDown={leaveOnEnter}
          />
          <TextInput
            className={styles.field ?? ""}
            type="tel"
            label={m.block_referral_phone()}
            value={referral.phone}
            onChange={(event) =>
              change({ referral: { ...referral, phone: event.currentTarget.value } })
            }
            onKeyDown={leaveOnEnter}
          />
        </>
      )}
    </div>
  );
}

/** Enter and Escape leave a field, so that the digits are outcomes again. */
function leaveOnEnter(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.stopPropagation();
  event.currentTarget.blur();
}
