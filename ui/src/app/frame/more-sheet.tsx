import { Drawer } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import type { Screen } from "../screens";
import styles from "./phone-bar.module.css";
import { Place } from "./place";

type MoreSheetProps = { screens: readonly Screen[]; onClose: () => void };

/** The places that have none in the bar of a phone. */
export function MoreSheet({ screens, onClose }: MoreSheetProps) {
  return (
    <Drawer opened onClose={onClose} position="bottom" size="auto" title={m.frame_more()}>
      <div className={styles.more}>
        {screens.map((screen) => (
          <Place key={screen.path} screen={screen} onGo={onClose} />
        ))}
      </div>
    </Drawer>
  );
}
