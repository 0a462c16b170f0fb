import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { eager } from "./build/eager";
import { kitStyles } from "./build/kit-styles";
import { pack } from "./build/pack";
import { weigh } from "./build/weigh";
import { fillWorker } from "./build/worker";

/** Where `vite dev` finds the server: `touchstone serve` listens there unless told otherwise. */
const SERVER = process.env.TOUCHSTONE_SERVER ?? "http://127.0.0.1:7171";

/** What stands in the page for the nonce until the server puts in one of its own. */
const NONCE = "nonce-of-the-answer";

/** Where the words of a feature are, one file each. */
const MESSAGE = /messages\/gen\/messages\/([a-z]+)_\w+\.js$/;

/** All words, which do nothing by being loaded, and what chooses their language. */
const WORDS = /messages\/gen\/messages(?:\.js$|\/)/;
const WORDS_OF_ALL = /messages\/gen\/(?:runtime|registry)\.js$/;

/** What the first load of Today is made of: it comes in one piece, as each more would be another way to the server. */
const FIRST = /\/src\/app\/(?:main|routes\/today-screen)\.tsx$/;
/** The features whose words it says. */
const FIRST_WORDS =
  /messages\/gen\/messages\/(?:activities|block|caption|channel|first|frame|identity|keyboard|loose|missing|outcome|problem|save|screen|settings|shared|states|today|undo)_\w+\.js$/;

function wordsOf(id: string): string | null {
  const feature = MESSAGE.exec(id)?.[1];
  return feature === undefined ? null : `words-${feature}`;
}

export default defineConfig({
  plugins: [
    react(),
    paraglideVitePlugin({
      project: "./project.inlang",
      outdir: "./src/shared/messages/gen",
      strategy: ["localStorage", "preferredLanguage", "baseLocale"],
      emitTsDeclarations: true,
    }),
    fillWorker(),
    kitStyles(),
    eager("page"),
    weigh(),
    pack(),
  ],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  html: { cspNonce: NONCE },
  server: { proxy: { "/api": SERVER } },
  build: {
    outDir: "dist/page",
    emptyOutDir: true,
    target: "es2022",
    // Nothing may be inlined: the content security policy allows no data in place of a file.
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      treeshake: { moduleSideEffects: [{ test: WORDS, sideEffects: false }] },
      input: { page: "index.html", sw: "worker/sw.ts" },
      // The worker answers for the whole site, so it lies at its root, under a name that never changes.
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
        // Words go with the screens that say them: in one chunk for all of them Today would wait for every screen's.
        codeSplitting: {
          groups: [
            { test: WORDS_OF_ALL, name: "words", priority: 3 },
            { test: FIRST_WORDS, name: "words", priority: 3 },
            { test: MESSAGE, name: (id) => wordsOf(id), priority: 2 },
            { test: FIRST, name: "page", priority: 1 },
          ],
        },
      },
    },
  },
});
