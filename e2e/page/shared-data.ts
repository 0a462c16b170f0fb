import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of files that nobody here wrote: what the environment names, else `shared/data` beside some folder above. */
export function sharedData(): string | undefined {
  const told = process.env.TOUCHSTONE_SHARED_DATA;
  if (told !== undefined) return existsSync(told) ? told : undefined;
  let above = dirname(fileURLToPath(import.meta.url));
  while (above !== dirname(above)) {
    above = dirname(above);
    const folder = join(above, "shared", "data");
    if (existsSync(folder)) return folder;
  }
  return undefined;
}
