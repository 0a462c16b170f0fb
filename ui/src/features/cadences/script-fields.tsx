import { Textarea, TextInput } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import styles from "./cadences.module.css";
import type { Language, Script } from "./queries";

type ScriptFieldsProps = {
  language: Language;
  hasSubject: boolean;
  script: Script;
  onChange: (script: Script) => void;
};

/** What is said or written with a touch, in one language. */
export function ScriptFields({ language, hasSubject, script, onChange }: ScriptFieldsProps) {
  const name = language.toUpperCase();
  return (
    <div className={styles.script}>
      {hasSubject && (
        <TextInput
          label={m.cadences_subject({ language: name })}
          value={script.subject ?? ""}
          onChange={(event) => onChange({ ...script, subject: event.currentTarget.value })}
        />
      )}
      <Textarea
        label={m.cadences_body({ language: name })}
        description={m.cadences_body_text()}
        autosize
        minRows={4}
        maxRows={16}
        value={script.body}
        onChange={(event) => onChange({ ...script, body: event.currentTarget.value })}
      />
    </div>
  );
}
