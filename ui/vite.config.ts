import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { weigh } from "./build/weigh";
import { fillWorker } from "./build/worker";

/** Where `vite dev` finds the server: `touchstone serve` listens there unless told otherwise. */
const SERVER = process.env.TOUCHSTONE_SERVER ?? "http://127.0.0.1:7171";

/** What stands in the page for the nonce until the server puts in one of its own. */
const NONCE = "nonce-of-the-answer";

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
    weigh(),
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
      input: { page: "index.html", sw: "worker/sw.ts" },
      // The worker answers for the whole site, so it lies at its root, under a name that never changes.
      output: {
        entryFileNames: ({ name }) => (name === "sw" ? "sw.js" : "assets/[name]-[hash].js"),
      },
    },
  },
});
