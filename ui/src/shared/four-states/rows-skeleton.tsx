import { Skeleton } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import styles from "./four-states.module.css";

type RowsSkeletonProps = {
  rows: number;
  /** The height of one row in pixels, as it will be. */
  height: number;
};

/** Rows that are still on their way. */
export function RowsSkeleton({ rows, height }: RowsSkeletonProps) {
  return (
    <div role="status" aria-label={m.states_loading()}>
      {Array.from({ length: rows }, (_, n) => (
        // Rows that hold nothing are told apart by their place only.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <div key={n} className={styles.row} style={{ height }}>
          <Skeleton height={12} width={`${36 - (n % 3) * 8}%`} />
          <Skeleton height={12} width={`${24 - (n % 2) * 6}%`} />
        </div>
      ))}
    </div>
  );
}
