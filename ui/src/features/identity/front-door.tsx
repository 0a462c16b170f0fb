import { Paper, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./front-door.module.css";

type FrontDoorProps = { title: string; lead?: string; children: ReactNode };

/** The card in which somebody comes in. */
export function FrontDoor({ title, lead, children }: FrontDoorProps) {
  return (
    <main className={styles.door}>
      <p className={styles.name}>Touchstone</p>
      <Paper withBorder radius="lg" p="xl" className={styles.card ?? ""}>
        <Title order={1} size="h2">
          {title}
        </Title>
        {lead !== undefined && (
          <Text mt={4} c="dimmed">
            {lead}
          </Text>
        )}
        <div className={styles.content}>{children}</div>
      </Paper>
    </main>
  );
}
