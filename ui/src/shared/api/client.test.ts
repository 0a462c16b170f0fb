import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { answer, answerWithTag, api, ifMatch } from "./client";
import { isProblem, Problem, Unreachable } from "./problem";
import { serverIsReachable, tellReachable } from "./reachability";
import { giveUpSignIn, goOnSignedIn } from "./sign-in-needed";

const asked: Request[] = [];
const answers: (() => Response)[] = [];

beforeEach(() => {
  asked.splice(0);
  answers.splice(0);
  vi.stubGlobal("fetch", async (request: Request) => {
    asked.push(request);
    const next = answers.shift();
    if (next === undefined) throw new TypeError("nobody answers");
    return next();
  });
});

afterEach(() => {
  tellReachable(true);
  vi.useRealTimers();
});

function willAnswer(status: number, body: unknown, headers: Record<string, string> = {}): void {
  const text = body === undefined ? null : JSON.stringify(body);
  answers.push(() => new Response(text, { status, headers }));
}

function problem(status: number, code: string) {
  return { type: "about:blank", title: code, status, code, detail: `it is ${code}` };
}

const session = () => answer(api.GET("/api/v1/session"));

test("a refusal is thrown with its code and its sentence", async () => {
  willAnswer(409, problem(409, "changed_meanwhile"));
  const error = await session().catch((it: unknown) => it);
  expect(error).toBeInstanceOf(Problem);
  expect(isProblem(error, "changed_meanwhile")).toBe(true);
  expect(error).toMatchObject({ status: 409, detail: "it is changed_meanwhile" });
});

test("a refusal that is no problem becomes one", async () => {
  willAnswer(502, "bad gateway");
  expect(await session().catch((it: unknown) => it)).toMatchObject({ code: "failed", status: 502 });
});

test("a server that does not answer is known to be away, and to be back when it answers", async () => {
  vi.useFakeTimers();
  await expect(session()).rejects.toBeInstanceOf(Unreachable);
  expect(serverIsReachable()).toBe(false);
  willAnswer(200, {});
  await vi.advanceTimersByTimeAsync(1_000);
  expect(serverIsReachable()).toBe(true);
});

test("who hears nothing for long has no line to the server; a file may take its time", async () => {
  vi.useFakeTimers();
  const never = (_: Request, init?: RequestInit) =>
    new Promise<Response>((_done, refuse) => {
      init?.signal?.addEventListener("abort", () => refuse(new DOMException("", "AbortError")));
    });
  vi.stubGlobal("fetch", never);
  const heard = vi.fn();
  session().catch(heard);
  const sent = vi.fn();
  const body = new FormData();
  answer(
    api.POST("/api/v1/imports", {
      body: body as never,
      bodySerializer: (it) => it,
      params: {} as never,
    }),
  ).finally(sent);
  await vi.advanceTimersByTimeAsync(44_000);
  expect(heard).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(heard.mock.calls[0]?.[0]).toBeInstanceOf(Unreachable);
  await vi.advanceTimersByTimeAsync(600_000);
  expect(sent).not.toHaveBeenCalled();
});

test("a lost session waits for the sign-in, and the same is sent again after it", async () => {
  willAnswer(401, problem(401, "sign_in_first"));
  willAnswer(200, { id: "x" });
  const filed = answer(
    api.POST("/api/v1/enrollments", { body: { name: "Ada" } as never, params: {} as never }),
  );
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  goOnSignedIn();
  expect(await filed).toEqual({ id: "x" });
  expect(asked).toHaveLength(2);
  expect(await asked[1]?.text()).toBe('{"name":"Ada"}');
  const keys = asked.map((request) => request.headers.get("idempotency-key"));
  expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
  expect(keys[1]).toBe(keys[0]);
});

test("where nobody signs in, what waited is refused", async () => {
  willAnswer(401, problem(401, "sign_in_first"));
  const people = answer(api.GET("/api/v1/people", { params: {} as never }));
  await vi.waitFor(() => expect(asked).toHaveLength(1));
  await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
  giveUpSignIn();
  expect(isProblem(await people.catch((it: unknown) => it), "sign_in_first")).toBe(true);
});

test("a 401 at the sign-in itself is an answer", async () => {
  willAnswer(401, problem(401, "wrong_password"));
  expect(isProblem(await session().catch((it: unknown) => it), "wrong_password")).toBe(true);
});

test("a key of one's own is kept, so that sending twice does it once", async () => {
  willAnswer(200, {});
  const headers = { "idempotency-key": "mine" };
  await answer(
    api.POST("/api/v1/enrollments", { headers, body: {} as never, params: {} as never }),
  );
  expect(asked[0]?.headers.get("idempotency-key")).toBe("mine");
});

test("a change names the version that was seen", async () => {
  willAnswer(200, {}, { etag: '"7"' });
  const { etag } = await answerWithTag(api.GET("/api/v1/session"));
  expect(etag).toBe('"7"');
  expect(ifMatch(etag)).toEqual({ "If-Match": '"7"' });
  expect(ifMatch(undefined)).toEqual({ "If-Match": "*" });
});
