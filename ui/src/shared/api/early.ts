/** How long an answer that nobody has taken yet is still what the server would say now, in milliseconds. */
const FRESH = 30_000;

declare global {
  /** What `static/early.js` asked for before the page was there: answers by path and query. */
  var touchstoneEarly: Map<string, Promise<Response>> | undefined;
}

/**
 * The answer to a request that was asked for before the page's scripts had come; undefined where there is none, or none that
 * came. Each is given once: who asks again wants to know anew.
 */
export async function takeEarly(request: Request): Promise<Response | undefined> {
  const asked = globalThis.touchstoneEarly;
  if (asked === undefined || request.method !== "GET") return undefined;
  const { pathname, search } = new URL(request.url);
  const answered = asked.get(pathname + search);
  if (answered === undefined) return undefined;
  asked.delete(pathname + search);
  if (performance.now() > FRESH) return undefined;
  return answered.catch(() => undefined);
}
