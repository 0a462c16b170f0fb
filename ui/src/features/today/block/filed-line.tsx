import { Button, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { newId } from "@/shared/ids/new-id";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import { addToOutbox } from "@/shared/outbox/outbox";
import { outcomeWord } from "@/shared/words/contact";
import type { Filed } from "./block";
import styles from "./filed-line.module.css";

type FiledLineProps = { last: Filed | undefined; onUndo: () => void };

/** What was filed last, how it is taken back, and what it leads to asking. */
export function FiledLine({ last, onUndo }: FiledLineProps) {
  return (
    <div className={styles.line}>
      <span role="status">
        {last === undefined
          ? ""
          : m.block_filed({ name: last.name, outcome: outcomeWord(last.outcome) })}
      </span>
      {last !== undefined && (
        <Button
          variant="subtle"
          size="compact-sm"
          rightSection={<Keys command="block.undo" />}
          onClick={onUndo}
        >
          {m.undo_undo()}
        </Button>
      )}
      {last?.outcome === "not_interested" && <WhoElse key={last.activity} last={last} />}
    </div>
  );
}

type WhoElseProps = { last: Filed };

/** Who says no often knows who would not. */
function WhoElse({ last }: WhoElseProps) {
  const [name, setName] = useState("");
  const [phone, setPhone] = useState("");
  const [added, setAdded] = useState<string>();
  const add = (event: FormEvent) => {
    event.preventDefault();
    const body = { name: name.trim(), phone: phone.trim(), given_by: last.person };
    addToOutbox({
      id: newId(),
      label: m.block_referral_from({ name: body.name, giver: last.name }),
      write: { kind: "referral", body },
    });
    setAdded(body.name);
  };
  if (added !== undefined)
    return <span role="status">{m.block_referral_added({ name: added })}</span>;
  return (
    <form className={styles.who} onSubmit={add}>
      <span>{m.block_who_else({ name: last.name })}</span>
      <TextInput
        size="xs"
        required
        maxLength={200}
        aria-label={m.block_referral_name()}
        placeholder={m.block_referral_name()}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <TextInput
        size="xs"
        type="tel"
        maxLength={60}
        aria-label={m.block_referral_phone()}
        placeholder={m.block_referral_phone()}
        value={phone}
        onChange={(event) => setPhone(event.currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="light">
        {m.block_referral_add()}
      </Button>
    </form>
  );
}
