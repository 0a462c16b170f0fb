import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin } from "vite";

/** What packing makes smaller; the page itself is written anew for every answer. */
const PACKS = /\.(?:css|js|json|svg|webmanifest)$/;

/**
 * Puts beside each file of the page what Brotli makes of it (`.br`), an eighth less than gzip: the server sends that to whoever
 * unpacks it. Packed here, once, as hard as can be.
 */
export function pack(): Plugin {
  let folder = "";
  return {
    name: "touchstone:pack",
    apply: "build",
    configResolved(config) {
      folder = config.build.outDir;
    },
    closeBundle() {
      for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
        if (!PACKS.test(name)) continue;
        const plain = readFileSync(join(folder, name));
        const params = {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
        };
        writeFileSync(join(folder, `${name}.br`), brotliCompressSync(plain, { params }));
      }
    },
  };
}
