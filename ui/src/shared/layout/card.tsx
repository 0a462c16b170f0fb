import { Paper, Text, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import styles from "./card.module.css";

type CardProps = {
  title: string;
  /** What it is for, in a sentence. */
  lead?: ReactNode;
  /** What stands at the end of the heading. */
  aside?: ReactNode;
  children?: ReactNode;
};

/** A part of a screen under a heading of its own. */
export function Card({ title, lead, aside, children }: CardProps) {
  const id = useId();
  return (
    <Paper
      component="section"
      withBorder
      radius="lg"
      className={styles.card ?? ""}
      aria-labelledby={id}
    >
      <div className={styles.head}>
        <Title order={2} size="h3" id={id}>
          {title}
        </Title>
        {aside}
      </div>
      {lead !== undefined && (
        <Text c="dimmed" size="sm" className={styles.lead ?? ""}>
          {lead}
        </Text>
      )}
      {children !== undefined && <div className={styles.content}>{children}</div>}
    </Paper>
  );
}
