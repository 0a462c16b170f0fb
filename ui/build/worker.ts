import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";

const PUBLIC = fileURLToPath(new URL("../public/", import.meta.url));
/** What stands in the worker for the list of files, and for the name of this build. */
const FILES = "FILES_OF_THE_PAGE";
const BUILD = "NAME_OF_THE_BUILD";
/** Alphabets that hardly anybody here writes in: loaded when they are met. */
const SELDOM = /-(?:cyrillic|greek|vietnamese)/;

/** Tells the worker which files make up the page, and makes it another whenever one of them is. */
export function fillWorker(): Plugin {
  return {
    name: "touchstone:worker",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const worker = bundle["sw.js"];
        if (worker?.type !== "chunk") return this.error("there is no worker among the files");
        const hash = createHash("sha256");
        const ofAssets = Object.keys(bundle).filter(
          (name) => name.startsWith("assets/") && !SELDOM.test(name),
        );
        const ofPublic = readdirSync(PUBLIC, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile())
          .map((entry) => `${entry.parentPath}/${entry.name}`.slice(PUBLIC.length));
        for (const name of ofPublic) hash.update(readFileSync(`${PUBLIC}${name}`));
        const index = bundle["index.html"];
        if (index?.type === "asset") hash.update(index.source);
        const files = [...ofAssets, ...ofPublic].sort().map((name) => `/${name}`);
        hash.update(files.join()).update(worker.code);
        const build = hash.digest("hex").slice(0, 16);
        worker.code = worker.code
          .replaceAll(FILES, JSON.stringify(files))
          .replaceAll(BUILD, JSON.stringify(build));
      },
    },
  };
}
