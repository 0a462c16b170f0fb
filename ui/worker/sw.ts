/**
 * The worker: opens the page without network. It keeps the files of the page and nothing else; what the API tells is never
 * its business.
 */
declare const self: ServiceWorkerGlobalScope;

// Both are put in when the page is built (`build/worker.ts`).
declare const FILES_OF_THE_PAGE: readonly string[];
declare const NAME_OF_THE_BUILD: string;

const CACHE = `page-${NAME_OF_THE_BUILD}`;
/** The file that is every place of the page. */
const INDEX = "/";
/** How long the server may take to answer before the page is opened as it was kept, in milliseconds. */
const PATIENCE = 3_000;

self.addEventListener("install", (event) => {
  event.waitUntil(keepFiles());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(takeOver());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (isOfPage(pathname)) event.respondWith(page(request));
  } else if (pathname.startsWith("/assets/") || pathname.startsWith("/static/")) {
    event.respondWith(kept(request));
  }
});

async function keepFiles(): Promise<void> {
  const cache = await caches.open(CACHE);
  await cache.addAll(
    [INDEX, ...FILES_OF_THE_PAGE].map((path) => new Request(path, { cache: "no-cache" })),
  );
  await self.skipWaiting();
}

/** Pages that are open go on with the files they began with: those of the build before stay until the next one. */
async function takeOver(): Promise<void> {
  const ours = (await caches.keys()).filter((name) => name.startsWith("page-") && name !== CACHE);
  const old = ours.slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** Whether a place is drawn by the page: all are but those of the API and of whoever watches the server. */
function isOfPage(path: string): boolean {
  return !/^\/(?:api|healthz|readyz|metrics)(?:\/|$)/.test(path);
}

/** The page as the server has it, else as it was kept. */
async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
  } catch (error) {
    const cache = await caches.open(CACHE);
    const index = await cache.match(INDEX);
    if (index === undefined) throw error;
    return index;
  }
}

/** A file as it was kept by this build or the one before, else as the server has it. */
async function kept(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const options = { ignoreVary: true };
  const found = (await cache.match(request, options)) ?? (await caches.match(request, options));
  return found ?? fetch(request);
}
