import { useRouter } from "@tanstack/react-router";
import { useCommands } from "@/shared/keyboard/registry";
import { isUnderWay } from "../block/block";
import { beginWithTheFirst } from "./begin-block";

/** Lets a key go to the next touch, from any screen: into the block that is under way, else to whoever is first. */
export function useNextTouch(): void {
  const router = useRouter();
  useCommands({
    "everywhere.next": () => {
      if (!isUnderWay()) beginWithTheFirst();
      router.history.push("/today/touches");
    },
  });
}
