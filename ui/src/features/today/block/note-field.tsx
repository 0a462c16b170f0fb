import { Button, Textarea } from "@mantine/core";
import { IconLock, IconLockOpen } from "@tabler/icons-react";
import type { RefObject } from "react";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import styles from "./note-field.module.css";
import type { Filing } from "./use-filing";

type NoteFieldProps = {
  field: RefObject<HTMLTextAreaElement | null>;
  filing: Filing;
  isFiled: boolean;
};

/** What is to be remembered of a touch, and whether anybody else may read it. */
export function NoteField({ field, filing, isFiled }: NoteFieldProps) {
  const { note, isPrivate } = filing.extras;
  const Icon = isPrivate ? IconLock : IconLockOpen;
  return (
    <div className={styles.note}>
      <Textarea
        ref={field}
        label={m.block_note()}
        placeholder={m.block_note_hint()}
        autosize
        minRows={1}
        maxRows={6}
        value={note}
        onChange={(event) => filing.change({ note: event.currentTarget.value })}
        onKeyDown={(event) => {
          const isLeaving = event.key === "Enter" && (event.ctrlKey || event.metaKey);
          if (isLeaving || event.key === "Escape") {
            event.stopPropagation();
            event.currentTarget.blur();
          }
        }}
      />
      <Button
        className={styles.private ?? ""}
        size="compact-sm"
        variant={isPrivate ? "light" : "subtle"}
        {...(isPrivate ? {} : { color: "gray" })}
        aria-pressed={isPrivate}
        title={m.shared_private_text()}
        disabled={isFiled}
        leftSection={<Icon size={14} aria-hidden="true" />}
        rightSection={<Keys command="block.private" />}
        onClick={() => filing.change({ isPrivate: !isPrivate })}
      >
        {m.shared_private()}
      </Button>
    </div>
  );
}
