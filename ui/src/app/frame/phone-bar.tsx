import { IconDots, IconPlus } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { openLog } from "@/features/activities/public/log-state";
import { m } from "@/shared/messages/gen/messages";
import { useScreens } from "../screens";
import styles from "./phone-bar.module.css";
import { Place } from "./place";

const MoreSheet = lazy(async () => ({ default: (await import("./more-sheet")).MoreSheet }));

/** The bar at the bottom of a phone; what has no place in it is behind More. */
export function PhoneBar() {
  const [isOpen, setOpen] = useState(false);
  const screens = useScreens();
  const others = screens.filter((screen) => !screen.isOnPhone);
  const places = screens.filter((screen) => screen.isOnPhone);
  return (
    <nav className={styles.bar} aria-label={m.frame_navigation_phone()}>
      {places.slice(0, 2).map((screen) => (
        <Place key={screen.path} screen={screen} />
      ))}
      <button
        type="button"
        className={styles.place}
        aria-haspopup="dialog"
        aria-label={m.keyboard_log()}
        onClick={openLog}
      >
        <IconPlus size={26} stroke={1.8} aria-hidden="true" />
      </button>
      {places.slice(2).map((screen) => (
        <Place key={screen.path} screen={screen} />
      ))}
      {others.length > 0 && (
        <button
          type="button"
          className={styles.place}
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
        >
          <IconDots size={22} stroke={1.6} aria-hidden="true" />
          {m.frame_more()}
        </button>
      )}
      <Suspense>{isOpen && <MoreSheet screens={others} onClose={() => setOpen(false)} />}</Suspense>
    </nav>
  );
}
