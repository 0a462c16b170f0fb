import { fileURLToPath } from "node:url";
import { paraglideVitePlugin } from "@inlang/paraglide-js";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

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
  },
});
