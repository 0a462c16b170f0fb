import { Button, FileButton, List, Text } from "@mantine/core";
import { type DragEvent, useState } from "react";
import { shortDay } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./calendar.module.css";
import { FilePreview } from "./file-preview";
import { calendarProblem, icsProblem } from "./problem-words";
import { useDropFile, usePreviewFile, useTakeFile } from "./queries";

/** A calendar file: what it would take is told before it counts. */
export function CalendarFile() {
  const preview = usePreviewFile();
  const take = useTakeFile();
  const drop = useDropFile();
  const [file, setFile] = useState<File>();
  const [isOver, setOver] = useState(false);
  const look = (chosen: File | null | undefined) => {
    if (chosen == null) return;
    setFile(chosen);
    take.reset();
    preview.mutate(chosen);
  };
  const leave = () => {
    setFile(undefined);
    preview.reset();
  };
  const count = () => {
    if (file === undefined) return;
    take.mutate(file, {
      onSuccess: ({ calendar, blocks, replaced, until }) => {
        leave();
        const text = m.calendar_file_taken({ n: blocks, until: shortDay(until) });
        // What an earlier file of this name brought is gone: there is nothing to go back to.
        if (replaced > 0) showMessage(text);
        else showMessage(text, async () => void (await drop.mutateAsync(calendar)));
      },
    });
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    look(event.dataTransfer.files[0]);
  };
  const error = preview.error ?? take.error;
  return (
    // Dropping is the way of the mouse; the button is the way of the keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={styles.drop}
      data-is-over={isOver}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
    >
      <Text size="sm">{m.calendar_file_text()}</Text>
      <FileButton onChange={look} accept=".ics,text/calendar">
        {(props) => (
          <Button {...props} variant="default" loading={preview.isPending}>
            {m.calendar_choose_file()}
          </Button>
        )}
      </FileButton>
      {preview.isPending && (
        <Text size="sm" role="status">
          {m.calendar_reads_file()}
        </Text>
      )}
      <ProblemAlert text={calendarProblem(error)} />
      {file !== undefined && preview.data && (
        <FilePreview
          name={file.name}
          preview={preview.data}
          isSaving={take.isPending}
          onCount={count}
          onLeave={leave}
        />
      )}
      {take.data && take.data.problems.length > 0 && (
        <List size="sm">
          {take.data.problems.map((problem) => (
            <List.Item key={problem.detail}>{icsProblem(problem)}</List.Item>
          ))}
        </List>
      )}
    </div>
  );
}
