import { readFile } from "node:fs/promises";
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const DIST = fileURLToPath(new URL("../../ui/dist/page/", import.meta.url));
const KINDS: Record<string, string> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
};
const UNPACKED = /^(?:image\/png|font\/)/;
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-story'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'";

type Front = {
  url: string;
  /** From now on the page is of another build. */
  buildAnew: () => void;
  stop: () => void;
};

type FrontOptions = {
  /** Where the server answers; undefined while it does not run: then nobody does. */
  server: () => string | undefined;
  /**
   * Whether the page is taken as it was built last (`ui/dist/page`), so that a story can be tried without building a server
   * that holds it.
   */
  hasPage: boolean;
};

/** Stands before a server, as a story needs it: with a page that is newer than the server's, or another all of a sudden. */
export async function standBefore({ server, hasPage }: FrontOptions): Promise<Front> {
  let isAnother = false;
  const front = createServer((asked, answer) => {
    const isOfServer = /^\/(?:api|healthz|readyz)(?:\/|$|\?)/.test(asked.url ?? "");
    const to = server();
    if (to === undefined) asked.socket.destroy();
    else if (isAnother && asked.url === "/sw.js") void serveAnother(answer);
    else if (isOfServer || !hasPage) pass(to, asked, answer);
    else void serve(asked, answer);
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${portOf(front)}`,
    buildAnew: () => {
      isAnother = true;
    },
    stop: () => {
      front.close();
      front.closeAllConnections();
    },
  };
}

/** The worker of a build with the same files under another name. */
async function serveAnother(answer: ServerResponse): Promise<void> {
  const worker = await readFile(join(DIST, "sw.js"), "utf8");
  answer.writeHead(200, { "content-type": "text/javascript", "cache-control": "no-cache" });
  answer.end(worker.replace(/[\da-f]{16}/, "another-of-build"));
}

async function serve(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
  const path = normalize(new URL(asked.url ?? "/", "http://front").pathname);
  const isFile = extname(path) !== "";
  try {
    const bytes = await readFile(join(DIST, isFile ? path : "index.html"));
    const kind = KINDS[isFile ? extname(path) : ".html"] ?? "application/octet-stream";
    const body = isFile ? bytes : bytes.toString().replaceAll("nonce-of-the-answer", "story");
    // Packed and kept as the server does it, so that what is measured here holds there.
    const smallest = isFile
      ? await readFile(join(DIST, `${path}.br`)).catch(() => undefined)
      : undefined;
    const coding = smallest !== undefined ? "br" : UNPACKED.test(kind) ? undefined : "gzip";
    answer.writeHead(200, {
      "content-type": kind,
      "content-security-policy": POLICY,
      "cache-control": path.startsWith("/assets/") ? "max-age=31536000, immutable" : "no-cache",
      ...(coding === undefined ? {} : { "content-encoding": coding }),
    });
    answer.end(smallest ?? (coding === "gzip" ? gzipSync(body) : body));
  } catch {
    answer.writeHead(404).end();
  }
}

function pass(to: string, asked: IncomingMessage, answer: ServerResponse): void {
  const { method, headers } = asked;
  const passed = request(new URL(asked.url ?? "/", to), { method, headers }, (told) => {
    answer.writeHead(told.statusCode ?? 502, told.headers);
    told.pipe(answer);
  });
  // Nobody answers: nor does the front, as the browser would find it without one.
  passed.on("error", () => asked.socket.destroy());
  asked.pipe(passed);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}
