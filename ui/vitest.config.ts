import { defineConfig, mergeConfig } from "vitest/config";
import vite from "./vite.config";

export default mergeConfig(
  vite,
  defineConfig({
    test: {
      environment: "happy-dom",
      environmentOptions: { happyDOM: { url: "http://localhost:3000/" } },
      include: ["src/**/*.test.{ts,tsx}"],
      setupFiles: ["src/shared/tests/setup.ts"],
      restoreMocks: true,
      unstubGlobals: true,
    },
  }),
);
