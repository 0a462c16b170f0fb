import { Button, FileButton, Loader, Paper, Stack, Text, Textarea } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { type ClipboardEvent, type DragEvent, useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { m } from "@/shared/messages/gen/messages";
import styles from "./imports.module.css";
import { type ImportShown, useSend } from "./queries";

const KINDS = ".csv,.tsv,.txt,.xlsx,.xls,.ods,.vcf,.zip,text/csv,text/vcard";

type SourceProps = { onSent: (shown: ImportShown, what: File | string) => void };

/** A file dropped or chosen, or rows pasted. */
export function Source({ onSent }: SourceProps) {
  const send = useSend();
  const [rows, setRows] = useState("");
  const [isOver, setOver] = useState(false);
  const take = (what: File | string | null | undefined) => {
    if (what === null || what === undefined || what === "") return;
    send.mutate(what, { onSuccess: (shown) => onSent(shown, what) });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const paste = (event: ClipboardEvent) => {
    const file = event.clipboardData.files[0];
    if (file !== undefined) {
      event.preventDefault();
      take(file);
      return;
    }
    // A whole table into an empty field is all that is going to be there; the field shows it meanwhile, and keeps it if it
    // cannot be looked through.
    const text = event.clipboardData.getData("text/plain");
    if (rows === "" && /\S\r?\n\s*\S/.test(text)) take(text);
  };
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        {/* Dropping is the way of the mouse; the button beside it is the way of the keyboard. */}
        {/* biome-ignore lint/a11y/noStaticElementInteractions: see above */}
        <div
          className={styles.drop}
          data-is-over={isOver}
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
        >
          <IconUpload aria-hidden="true" />
          <Text>{m.imports_drop()}</Text>
          <FileButton onChange={take} accept={KINDS} disabled={send.isPending}>
            {(props) => <Button {...props}>{m.imports_choose()}</Button>}
          </FileButton>
          <Text size="sm" c="dimmed">
            {m.imports_kinds()}
          </Text>
        </div>
        <Textarea
          label={m.imports_paste()}
          description={m.imports_paste_text()}
          autosize
          minRows={3}
          maxRows={12}
          value={rows}
          onChange={(event) => setRows(event.currentTarget.value)}
          onPaste={paste}
          spellCheck={false}
        />
        <ProblemAlert text={send.error === null ? undefined : problemText(send.error, PROBLEMS)} />
        <div>
          <Button
            variant="default"
            disabled={rows.trim() === "" || send.isPending}
            onClick={() => take(rows)}
          >
            {m.imports_look_through()}
          </Button>
          {send.isPending && <Loader size="sm" ml="sm" aria-label={m.imports_sending()} />}
        </div>
      </Stack>
    </Paper>
  );
}

const PROBLEMS = { too_long: m.imports_too_long };
