import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { refresh } from "./refresh";

const KEY = ["sort", "next"];

test("a first answer from before the change is asked for again once it is there", async () => {
  const client = new QueryClient();
  const answers: ((told: string) => void)[] = [];
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
  const seen = new QueryObserver(client, { queryKey: KEY, queryFn });
  const leave = seen.subscribe(() => undefined);
  const refreshed = refresh(client, ["sort"]);
  answers[0]?.("before");
  await expect.poll(() => answers.length).toBe(2);
  answers[1]?.("after");
  await refreshed;
  expect(client.getQueryData(KEY)).toBe("after");
  leave();
});

test("what was told already is asked for at once, and a question that fails keeps nobody waiting", async () => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  let asked = 0;
  const queryFn = async () => {
    asked += 1;
    if (asked === 1) throw new Error("away");
    return asked;
  };
  const seen = new QueryObserver(client, { queryKey: KEY, queryFn });
  const leave = seen.subscribe(() => undefined);
  await refresh(client, ["sort"]);
  expect(client.getQueryData(KEY)).toBe(2);
  await refresh(client, ["sort"]);
  expect(client.getQueryData(KEY)).toBe(3);
  leave();
});
