import { gzipSync } from "node:zlib";
import type { Plugin, Rolldown } from "vite";

/** What a browser may have to load, packed, in bytes. */
const BUDGET = { scripts: 210_000, styles: 40_000, charts: 140_000 };
/** The screen that is opened first, each morning. */
const FIRST = "/src/features/today/today-page.tsx";
/** What draws charts: only screens that have some load it. */
const CHARTS = /\/node_modules\/(?:recharts|@mantine\/charts|victory-vendor|d3-[a-z]+)\//;

type Bundle = Rolldown.OutputBundle;
type Chunk = Rolldown.OutputChunk;

/** Fails the build when the first load of Today, or what charts add to a screen, is heavier than it may be. */
export function weigh(): Plugin {
  return {
    name: "touchstone:weigh",
    apply: "build",
    writeBundle: {
      order: "post",
      handler(_options, bundle) {
        const first = firstLoad(bundle);
        const styles = new Set([...first].flatMap((chunk) => stylesOf(chunk)));
        const charts = chunksOf(bundle).filter((it) => !first.has(it) && draws(it));
        const weighed = {
          scripts: sum([...first].map((chunk) => packed(chunk.code))),
          styles: sum([...styles].map((name) => packedAsset(bundle, name))),
          charts: sum(charts.map((chunk) => packed(chunk.code))),
        };
        const told = Object.entries(weighed).map(([what, bytes]) => `${what} ${bytes}`);
        this.info(`bytes of the first load of Today, packed, and of charts: ${told.join(", ")}`);
        for (const what of ["scripts", "styles", "charts"] as const) {
          const spare = BUDGET[what] - weighed[what];
          if (spare < 0) this.error(`${what}: ${weighed[what]} bytes; ${BUDGET[what]} are enough`);
        }
        if ([...first].some(draws)) this.error("the first load of Today holds code of charts");
      },
    },
  };
}

/** The chunks of the page's entry and of Today, with all that they cannot do without. */
function firstLoad(bundle: Bundle): Set<Chunk> {
  const roots = chunksOf(bundle).filter(
    (chunk) =>
      (chunk.isEntry && chunk.fileName.startsWith("assets/")) ||
      chunk.moduleIds.some((id) => id.endsWith(FIRST)),
  );
  const found = new Set<Chunk>();
  const follow = (chunk: Chunk) => {
    if (found.has(chunk)) return;
    found.add(chunk);
    for (const name of chunk.imports) {
      const next = bundle[name];
      if (next?.type === "chunk") follow(next);
    }
  };
  roots.forEach(follow);
  return found;
}

function chunksOf(bundle: Bundle): Chunk[] {
  return Object.values(bundle).filter((it) => it.type === "chunk");
}

function draws(chunk: Chunk): boolean {
  return chunk.moduleIds.some((id) => CHARTS.test(id));
}

function stylesOf(chunk: Chunk): string[] {
  return [...(chunk.viteMetadata?.importedCss ?? [])];
}

function packedAsset(bundle: Bundle, name: string): number {
  const asset = bundle[name];
  return asset?.type === "asset" ? packed(asset.source) : 0;
}

function packed(source: string | Uint8Array): number {
  return gzipSync(source, { level: 9 }).length;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
