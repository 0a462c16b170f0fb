import { Alert, Button, Code, CopyButton, Group, Stack, Text } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import styles from "./told-once.module.css";

type ToldOnceProps = { title: string; text: string; secret: string; onDone: () => void };

/** A secret that is told this once: shown until whoever asked for it has it. */
export function ToldOnce({ title, text, secret, onDone }: ToldOnceProps) {
  return (
    <Alert title={title} color="pine" role="status">
      <Stack gap="sm">
        <Text size="sm">{text}</Text>
        <Code block className={styles.secret ?? ""}>
          {secret}
        </Code>
        <Group>
          <CopyButton value={secret}>
            {({ copied, copy }) => (
              <Button size="xs" onClick={copy}>
                {copied ? m.shared_copied() : m.shared_copy()}
              </Button>
            )}
          </CopyButton>
          <Button size="xs" variant="default" onClick={onDone}>
            {m.shared_have_it()}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
