import { mkdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { fileURLToPath, pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { aDay } from "./day";
import { launch } from "./harness";

/**
 * Lighthouse on Today, signed in: `npm run audit`. Its packages are a folder of their own (`e2e/audit`), as nothing else
 * needs them, and its scores tell of the machine too, so the tests leave it out.
 */
const audited = test.skipIf(process.env.TOUCHSTONE_AUDIT === undefined);
const LIGHTHOUSE = fileURLToPath(new URL("../audit/node_modules/lighthouse/", import.meta.url));
const REPORTS = fileURLToPath(new URL("../../target/audit/", import.meta.url));

/** What each score has to reach, of 100. */
const LEAST = {
  desktop: { performance: 95, accessibility: 100, "best-practices": 100 },
  phone: { performance: 75, accessibility: 100, "best-practices": 100 },
} as const;

type Audit = { score: number | null; title: string };
type Report = {
  categories: Record<string, { score: number; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, Audit>;
};
type Run = (
  url: string,
  flags: object,
  config?: object,
) => Promise<{ lhr: Report; report: string }>;

for (const [profile, least] of Object.entries(LEAST)) {
  audited(
    `Lighthouse on ${profile}: ${Object.entries(least).join(", ").replaceAll(",", " ")} or more`,
    async () => {
      const { context, server } = await aDay();
      const cookies = await context.cookies();
      const port = await freePort();
      const browser = await launch([`--remote-debugging-port=${port}`]);
      try {
        const { default: lighthouse }: { default: Run } = await load("core/index.js");
        const { default: desktop } = await load("core/config/desktop-config.js");
        const flags = {
          port,
          output: "html",
          onlyCategories: Object.keys(least),
          extraHeaders: { cookie: cookies.map((it) => `${it.name}=${it.value}`).join("; ") },
        };
        const told = await lighthouse(
          server.url,
          flags,
          profile === "desktop" ? desktop : undefined,
        );
        mkdirSync(REPORTS, { recursive: true });
        writeFileSync(`${REPORTS}${profile}.html`, told.report);
        const { categories, audits } = told.lhr;
        for (const [name, score] of Object.entries(least)) {
          const category = categories[name];
          const reached = Math.round((category?.score ?? 0) * 100);
          console.info(`${profile}, ${name}: ${reached}`);
          const missed = (category?.auditRefs ?? [])
            .filter(({ id, weight }) => weight > 0 && (audits[id]?.score ?? 1) < 0.9)
            .map(({ id }) => `${id}: ${audits[id]?.title}`);
          expect.soft(reached, missed.join("; ")).toBeGreaterThanOrEqual(score);
        }
      } finally {
        await browser.close();
      }
    },
    180_000,
  );
}

function load(path: string) {
  return import(/* @vite-ignore */ pathToFileURL(`${LIGHTHOUSE}${path}`).href);
}

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  const server = createServer();
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
