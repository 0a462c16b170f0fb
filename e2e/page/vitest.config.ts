import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  test: {
    include: ["*.story.ts"],
    environment: "node",
    // One browser and one server at a time.
    fileParallelism: false,
    // A browser on a machine that others keep busy may lose a key: what passes at the second try only is told (`retry x1`).
    retry: process.env.CI === undefined ? 0 : 1,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
