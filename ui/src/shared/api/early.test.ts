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
  localStorage.clear();
  vi.unstubAllGlobals();
});

/** Opens a place of the page, as far as its early script goes. */
async function open(pathname: string): Promise<void> {
  vi.stubGlobal("location", { ...globalThis.location, pathname });
  new Function(script)();
  await Promise.allSettled(globalThis.touchstoneEarly?.values() ?? []);
}

/** Whatever waits for nobody has had its turn. */
const everyTurn = () => new Promise((resolve) => setTimeout(resolve));

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

test("where somebody was signed in last the day is asked for beside who it is", async () => {
  const silent = (url: string) => {
    asked.push(url);
    return new Promise(() => undefined);
  };
  vi.stubGlobal("fetch", silent);
  void open("/");
  await everyTurn();
  expect(asked).toEqual(["/api/v1/session"]);
  asked.splice(0);
  globalThis.touchstoneEarly = undefined;
  localStorage.setItem("touchstone.me", "{}");
  void open("/");
  await everyTurn();
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

test("where the page was there first nothing is asked a second time", async () => {
  await api.GET("/api/v1/session");
  await open("/");
  expect(asked).toEqual(["/api/v1/session"]);
});

test("another place asks who is signed in, and the front door nothing", async () => {
  await open("/people");
  expect(asked).toEqual(["/api/v1/session"]);
  globalThis.touchstoneEarly = undefined;
  await open("/sign-in");
  expect(asked).toEqual(["/api/v1/session"]);
});
