import { Button, CloseButton } from "@mantine/core";
import { Keys } from "@/shared/keyboard/keys";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { begin, dismiss, hold, takeBack, type UndoMessage, undoLast, useMessages } from "./store";
import styles from "./undo-messages.module.css";

/** The messages of what was done, each with its Undo; Z takes back the last. */
export function UndoMessages() {
  const messages = useMessages();
  const canUndo = messages.some((it) => it.undo !== undefined);
  useCommands({ "everywhere.undo": canUndo ? () => void undoLast() : undefined });
  return (
    <section className={styles.messages} aria-label={m.undo_messages()}>
      <ul aria-live="polite">
        {messages.map((message) => (
          <Message key={message.id} message={message} />
        ))}
      </ul>
    </section>
  );
}

type MessageProps = { message: UndoMessage };

function Message({ message }: MessageProps) {
  return (
    <li
      className={styles.message}
      data-is-seen={message.isSeen}
      onMouseEnter={() => hold(message.id)}
      onMouseLeave={() => begin(message.id)}
      onFocus={() => hold(message.id)}
      onBlur={() => begin(message.id)}
    >
      <span>{message.text}</span>
      {message.undo !== undefined && (
        <Button
          size="compact-sm"
          variant="white"
          flex="none"
          onClick={() => void takeBack(message)}
          rightSection={<Keys command="everywhere.undo" />}
        >
          {m.undo_undo()}
        </Button>
      )}
      <CloseButton
        size="sm"
        className={styles.close ?? ""}
        aria-label={m.undo_dismiss()}
        onClick={() => dismiss(message.id)}
      />
    </li>
  );
}
