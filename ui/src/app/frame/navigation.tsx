import { Link } from "@tanstack/react-router";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import { type Screen, useScreens } from "../screens";
import styles from "./navigation.module.css";

/** The places at the left, in their groups. */
export function Navigation() {
  const groups = Object.values(Object.groupBy(useScreens(), (screen) => screen.group));
  return (
    <nav className={styles.side} aria-label={m.frame_navigation()}>
      {groups.map((screens) => (
        <ul key={screens?.[0]?.path}>
          {screens?.map((screen) => (
            <li key={screen.path}>
              <Place screen={screen} />
            </li>
          ))}
        </ul>
      ))}
    </nav>
  );
}

type PlaceProps = { screen: Screen };

function Place({ screen }: PlaceProps) {
  return (
    <Link
      to={screen.path}
      className={styles.place}
      activeOptions={{ exact: screen.path === "/", includeSearch: false }}
      activeProps={{ "aria-current": "page" }}
    >
      <screen.icon size={20} stroke={1.6} aria-hidden="true" />
      <span className={styles.label}>{screen.label()}</span>
      <span className={styles.hint}>
        <Keys command={screen.command} />
      </span>
    </Link>
  );
}
