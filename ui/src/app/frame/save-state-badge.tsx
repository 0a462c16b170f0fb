import { IconCheck, IconCloudOff, IconRefresh } from "@tabler/icons-react";
import { m } from "@/shared/messages/gen/messages";
import { useSaveState } from "@/shared/save-state/save-state";
import styles from "./save-state-badge.module.css";

/** Whether all work is saved: the server has it, or this device keeps it. */
export function SaveStateBadge() {
  const { isOffline, nWaiting, nRefused } = useSaveState();
  // What the server did not take is told beside it: not all is saved.
  if (nRefused > 0 && nWaiting === 0 && !isOffline) return null;
  const state = isOffline ? "offline" : nWaiting > 0 ? "waiting" : "saved";
  const Icon = { offline: IconCloudOff, waiting: IconRefresh, saved: IconCheck }[state];
  return (
    <span className={styles.badge} data-state={state} role="status">
      <Icon size={16} stroke={2} aria-hidden="true" />
      <span className={styles.text}>{text(state, nWaiting)}</span>
    </span>
  );
}

function text(state: "offline" | "waiting" | "saved", nWaiting: number): string {
  if (state === "saved") return m.save_all_saved();
  if (state === "waiting") return m.save_waiting({ n: nWaiting });
  return nWaiting > 0 ? m.save_offline_waiting({ n: nWaiting }) : m.save_offline();
}
