import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";

/** Where the page names the styles of the kit that it loads. */
const LIST = "src/app/kit.css";
const LISTED = /@mantine\/core\/styles\/(\w[\w-]*)\.layer\.css/g;
/** What a part of the kit has its style names in. */
const NAMES = /\/@mantine\/core\/esm\/.*\/(\w+)\.module\.mjs$/;
/** What no part has, and all of them rest on. */
const GROUND = ["baseline", "default-css-variables", "global"];

/** Fails the build when a part of the kit is used without its styles, or styles are loaded that no part uses. */
export function kitStyles(): Plugin {
  let root = "";
  return {
    name: "touchstone:kit-styles",
    apply: "build",
    configResolved(config) {
      root = config.root;
    },
    generateBundle(_options, bundle) {
      const text = readFileSync(join(root, LIST), "utf8");
      const listed = new Set([...text.matchAll(LISTED)].map(([, name]) => name ?? ""));
      const used = new Set(GROUND);
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== "chunk") continue;
        for (const [id, { renderedLength }] of Object.entries(chunk.modules)) {
          const name = NAMES.exec(id)?.[1];
          if (name !== undefined && renderedLength > 0) used.add(name);
        }
      }
      const missing = [...used].filter((name) => !listed.has(name));
      const idle = [...listed].filter((name) => !used.has(name));
      if (missing.length > 0) this.error(`${LIST} lacks ${missing.join(", ")}`);
      if (idle.length > 0) this.error(`${LIST} names what nothing uses: ${idle.join(", ")}`);
    },
  };
}
