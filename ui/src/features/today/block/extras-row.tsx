import { Button, TextInput } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import styles from "./extras-row.module.css";
import type { Filing } from "./use-filing";

type ExtrasRowProps = { filing: Filing; isFiled: boolean };

/** What goes with any outcome: a referral asked or given, and whether a meeting was asked for. */
export function ExtrasRow({ filing, isFiled }: ExtrasRowProps) {
  const { extras, change } = filing;
  const { referral } = extras;
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
        variant={extras.isAsked ? "light" : "default"}
        aria-pressed={extras.isAsked}
        disabled={isFiled}
        rightSection={<Keys command="block.asked" />}
        onClick={() => change({ isAsked: !extras.isAsked })}
      >
        {extras.isAsked ? m.block_asked() : m.block_asked_by_outcome()}
      </Button>
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
