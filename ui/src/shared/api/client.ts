import createClient from "openapi-fetch";
import { takeEarly } from "./early";
import { problemOf, Unreachable } from "./problem";
import { tellReachable } from "./reachability";
import type { paths } from "./schema.gen";
import { signedInAgain } from "./sign-in-needed";

/** The server answers within 30 seconds, if only that it takes too long: who hears nothing for so long has no line to it. */
const LONGEST = 45_000;
/** Paths by which one signs in: a 401 there is an answer, no lost session. */
const WAYS_IN = ["/api/v1/session", "/api/v1/account"];

/**
 * The API, typed by its document. Only the `queries.ts` of a feature calls it, always inside `answer`:
 *
 *     answer(api.GET("/api/v1/people/{id}", { params: { path: { id } }, signal }))
 *
 * A POST gets an `Idempotency-Key` of its own unless one is given, and keeps it when it is sent again.
 */
export const api = createClient<paths>({
  baseUrl: globalThis.location?.origin ?? "",
  credentials: "same-origin",
  fetch: send,
});

api.use({
  onRequest({ request }) {
    if (request.method === "POST" && !request.headers.has("idempotency-key")) {
      request.headers.set("idempotency-key", crypto.randomUUID());
    }
  },
});

/** The header by which a change says which version was seen; `etag` as the answer told it. */
export function ifMatch(etag: string | null | undefined): { "If-Match": string } {
  return { "If-Match": etag ?? "*" };
}

type Answered<T> = { data?: T; error?: unknown; response: Response };

/** What was answered; throws a `Problem` when it was refused, `Unreachable` when nobody answered. */
export async function answer<T>(call: Promise<Answered<T>>): Promise<T> {
  return (await answerWithTag(call)).data;
}

/** The same with the version (`ETag`) of what was answered, for `ifMatch`. */
export async function answerWithTag<T>(
  call: Promise<Answered<T>>,
): Promise<{ data: T; etag: string | null }> {
  const { data, error, response } = await call;
  if (!response.ok) throw problemOf(response.status, error);
  // An answer without a body is typed as having none.
  return { data: data as T, etag: response.headers.get("etag") };
}

/** Sends; a lost session asks for sign-in in place and then sends the same again. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await reach(request);
  if (response.status !== 401 || WAYS_IN.includes(new URL(request.url).pathname)) return response;
  return (await signedInAgain()) ? send(again) : response;
}

async function reach(request: Request): Promise<Response> {
  try {
    const response = (await takeEarly(request)) ?? (await fetchInTime(request));
    tellReachable(true);
    return response;
  } catch (error) {
    // Whoever asked has gone on and wants no answer.
    if (request.signal.aborted) throw error;
    tellReachable(false);
    throw new Unreachable("the server was not reached", { cause: error });
  }
}

/** A line that is open and dead would let whoever waits wait for ever; a file may take as long as it takes. */
async function fetchInTime(request: Request): Promise<Response> {
  if (isFile(request)) return fetch(request);
  const given = new AbortController();
  const giveUp = () => given.abort(request.signal.reason);
  if (request.signal.aborted) giveUp();
  request.signal.addEventListener("abort", giveUp);
  const timer = setTimeout(() => given.abort(), LONGEST);
  try {
    return await fetch(request, { signal: given.signal });
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener("abort", giveUp);
  }
}

function isFile(request: Request): boolean {
  const kind = request.headers.get("content-type") ?? "application/json";
  return !kind.startsWith("application/json");
}
