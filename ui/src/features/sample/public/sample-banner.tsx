import { Button } from "@mantine/core";
import { IconFlask } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { sampleQuery, useRemoveSample } from "../queries";
import styles from "./sample-banner.module.css";

/** Says on every screen that there are made-up people, and removes them. */
export function SampleBanner() {
  const { data: n } = useQuery(sampleQuery);
  const remove = useRemoveSample();
  if (n === undefined || n === 0) return null;
  const end = () =>
    sayWhatCame(remove.mutateAsync(), ({ people }) => showMessage(m.sample_removed({ n: people })));
  return (
    <aside className={styles.banner} aria-label={m.sample_label()}>
      <IconFlask size={18} aria-hidden="true" />
      <span className={styles.text}>
        <strong>{m.sample_there({ n })}</strong> {m.sample_text()}
      </span>
      <Button
        size="compact-sm"
        variant="default"
        loading={remove.isPending}
        onClick={() => void end()}
      >
        {m.sample_remove()}
      </Button>
    </aside>
  );
}
