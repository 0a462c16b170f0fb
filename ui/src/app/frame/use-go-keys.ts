import { useRouter } from "@tanstack/react-router";
import { useCommands } from "@/shared/keyboard/registry";
import { useScreens } from "../screens";

/** Lets the keys go to every screen that is built. */
export function useGoKeys(): void {
  const router = useRouter();
  const goes = useScreens().map((screen) => [
    screen.command,
    () => router.history.push(screen.path),
  ]);
  useCommands(Object.fromEntries(goes));
}
