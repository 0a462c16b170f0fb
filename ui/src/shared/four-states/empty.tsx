import { Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./four-states.module.css";

type EmptyProps = {
  title: string;
  text?: string;
  /** What to do next, as buttons. */
  children?: ReactNode;
};

/** A view with nothing in it yet, and what to do next. */
export function Empty({ title, text, children }: EmptyProps) {
  return (
    <div className={styles.state}>
      <Title order={2} size="h3">
        {title}
      </Title>
      {text !== undefined && <Text>{text}</Text>}
      {children !== undefined && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
