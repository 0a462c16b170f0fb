import { useRouter } from "@tanstack/react-router";
import { useCommands } from "@/shared/keyboard/registry";

/** Lets a key go to the next touch, from any screen: into the block that is under way, or before a new one. */
export function useNextTouch(): void {
  const router = useRouter();
  useCommands({ "everywhere.next": () => router.history.push("/today/touches") });
}
