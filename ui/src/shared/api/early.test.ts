import { afterEach, beforeEach, expect, test, vi } from "vitest";
import script from "../../../public/static/early.js?raw";
import { api } from "./client";

const asked: string[] = [];
let signedIn = true;

beforeEach(() => {
  asked.splice(0);
  signedIn = true;
  vi.stubGlobal("fetch", async (what: string | Request) => {
    const url = typeof what === "string" ? what : what.url.slice(new URL(what.url).origin.length);
    asked.push(url);
    return new Response("{}", { status: signedIn ? 200 : 401 });
  });
});

afterEach(() => {
  globalThis.touchstoneEarly = undefined;
  vi.unstubAllGlobals();
});

/** Opens a place of the page, as far as its early script goes. */
async function open(pathname: string): Promise<void> {
  vi.stubGlobal("location", { ...globalThis.location, pathname });
  new Function(script)();
  await Promise.allSettled(globalThis.touchstoneEarly?.values() ?? []);
}

/** What the first screen asks for, as its queries do. */
async function askAsToday(): Promise<void> {
  await api.GET("/api/v1/session");
  await api.GET("/api/v1/today");
  await api.GET("/api/v1/progress");
  await api.GET("/api/v1/today/outcomes", { params: { query: { days: 30 } } });
}

const OF_TODAY = [
  "/api/v1/session",
  "/api/v1/today",
  "/api/v1/progress",
  "/api/v1/today/outcomes?days=30",
];

test("all that Today asks for was asked for before, once", async () => {
  await open("/");
  expect(asked).toEqual(OF_TODAY);
  await askAsToday();
  expect(asked).toEqual(OF_TODAY);
});

test("who asks again hears anew", async () => {
  await open("/");
  await askAsToday();
  await api.GET("/api/v1/today");
  expect(asked).toEqual([...OF_TODAY, "/api/v1/today"]);
});

test("where nobody is signed in only that was asked, and what comes later is asked as ever", async () => {
  signedIn = false;
  await open("/");
  expect(asked).toEqual(["/api/v1/session"]);
  signedIn = true;
  await api.GET("/api/v1/today");
  expect(asked).toEqual(["/api/v1/session", "/api/v1/today"]);
});

test("another place asks who is signed in, and the front door nothing", async () => {
  await open("/people");
  expect(asked).toEqual(["/api/v1/session"]);
  await open("/sign-in");
  expect(asked).toEqual(["/api/v1/session"]);
});
