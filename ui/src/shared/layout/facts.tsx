import type { ReactNode } from "react";
import styles from "./facts.module.css";

type FactsProps = {
  /** What each is called, and what it is. */
  facts: [string, ReactNode][];
};

/** Numbers with their names. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
