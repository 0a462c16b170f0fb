import { Link } from "@tanstack/react-router";
import type { Screen } from "../screens";
import styles from "./phone-bar.module.css";

type PlaceProps = { screen: Screen; onGo?: () => void };

/** A place to go to, on a phone. */
export function Place({ screen, onGo }: PlaceProps) {
  return (
    <Link
      to={screen.path}
      className={styles.place}
      activeOptions={{ exact: screen.path === "/", includeSearch: false }}
      activeProps={{ "aria-current": "page" }}
      onClick={() => onGo?.()}
    >
      <screen.icon size={22} stroke={1.6} aria-hidden="true" />
      {screen.label()}
    </Link>
  );
}
