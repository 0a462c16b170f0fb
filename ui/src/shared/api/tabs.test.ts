import { QueryObserver } from "@tanstack/react-query";
import { expect, test, vi } from "vitest";
import { createQueryClient } from "./query-client";
import { onToldByTabs, tellTabs } from "./tabs";

/** Another tab of the same browser. */
const other = () => new BroadcastChannel("touchstone");

test("what one tab saved is asked for again in the other", async () => {
  const client = createQueryClient();
  const ask = vi.fn(async () => ["somebody"]);
  const end = new QueryObserver(client, { queryKey: ["people", 1], queryFn: ask }).subscribe(
    () => undefined,
  );
  await vi.waitFor(() => expect(ask).toHaveBeenCalledOnce());
  const tab = other();
  tab.postMessage({ kind: "changed", keys: [["people"]] });
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(2));
  end();
  tab.close();
});

test("a change tells the other tabs what is no longer as they show it", async () => {
  const heard = vi.fn();
  const tab = other();
  tab.addEventListener("message", ({ data }) => heard(data));
  const client = createQueryClient();
  const change = client.getMutationCache().build(client, {
    mutationFn: async () => "saved",
    meta: { invalidates: [["people"], ["plan"]] },
  });
  await change.execute(undefined);
  await vi.waitFor(() =>
    expect(heard).toHaveBeenCalledWith({ kind: "changed", keys: [["people"], ["plan"]] }),
  );
  tab.close();
});

test("who no longer listens hears nothing", async () => {
  const gone = vi.fn();
  const here = vi.fn();
  onToldByTabs(gone)();
  const end = onToldByTabs(here);
  const tab = other();
  tab.postMessage({ kind: "signed_out" });
  await vi.waitFor(() => expect(here).toHaveBeenCalledWith({ kind: "signed_out" }));
  expect(gone).not.toHaveBeenCalled();
  end();
  tab.close();
  tellTabs({ kind: "signed_out" });
  expect(here).toHaveBeenCalledOnce();
});
