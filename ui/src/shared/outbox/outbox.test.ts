import "fake-indexeddb/auto";
import { IDBFactory } from "fake-indexeddb";
import { beforeEach, expect, test, vi } from "vitest";
import type { Sender } from "./outbox";
import type { Entry, NewEntry } from "./writes";

type Outbox = typeof import("./outbox");

beforeEach(() => {
  vi.stubGlobal("indexedDB", new IDBFactory());
  vi.stubGlobal("navigator", { locks: locks() });
});

test("what is filed is sent in order, each once, and then gone", async () => {
  const { outbox, sent } = await tab(taken);
  for (const id of ["a", "b", "c"]) outbox.addToOutbox(filing(id));
  await emptied(outbox);
  expect(sent).toEqual(["a", "b", "c"]);
});

test("a write counts from the moment it is made", async () => {
  const { outbox } = await tab(away);
  outbox.addToOutbox(filing("a"));
  expect(outbox.outboxEntries().map((entry) => entry.id)).toEqual(["a"]);
});

test("without the server everything is kept, and goes in order when it is back", async () => {
  const server = { isThere: false };
  const { outbox, sent } = await tab(async (entry) => {
    if (!server.isThere) return away();
    return taken(entry);
  });
  for (const id of ["a", "b", "c"]) outbox.addToOutbox(filing(id));
  await vi.waitFor(() => expect(outbox.outboxEntries()[0]?.tries).toBeGreaterThan(0));
  expect(outbox.outboxEntries().map((entry) => entry.id)).toEqual(["a", "b", "c"]);
  server.isThere = true;
  await outbox.flush();
  await emptied(outbox);
  expect(sent.slice(-3)).toEqual(["a", "b", "c"]);
});

test("what was filed survives a reload of the page", async () => {
  const before = await tab(away);
  before.outbox.addToOutbox(filing("a"));
  before.outbox.addToOutbox(filing("b"));
  await vi.waitFor(() => expect(before.outbox.outboxEntries()[0]?.seq).toBeDefined());
  await vi.waitFor(() => expect(before.outbox.outboxEntries()[1]?.seq).toBeDefined());
  const { outbox, sent } = await tab(taken);
  await emptied(outbox);
  expect(sent).toEqual(["a", "b"]);
});

test("two tabs never send the same twice", async () => {
  const one = await tab(taken);
  const other = await tab(taken);
  for (const id of ["a", "b", "c", "d"]) {
    one.outbox.addToOutbox(filing(id));
    void other.outbox.flush();
  }
  await emptied(one.outbox);
  await other.outbox.flush();
  expect([...one.sent, ...other.sent].toSorted()).toEqual(["a", "b", "c", "d"]);
});

test("a refusal keeps what was typed and does not hold up the rest", async () => {
  const { outbox, sent } = await tab(async (entry) => {
    if (entry.id === "a") return refuse(409, "differs");
    return taken(entry);
  });
  outbox.addToOutbox(filing("a", "they asked for figures"));
  outbox.addToOutbox(filing("b"));
  await vi.waitFor(() => expect(sent).toEqual(["a", "b"]));
  await vi.waitFor(() => expect(outbox.outboxEntries()[0]?.refused?.code).toBe("differs"));
  const write = outbox.outboxEntries()[0]?.write;
  expect(write?.kind === "file" && write.body.note).toBe("they asked for figures");
});

test.each([429, 500, 502, 503, 504, 507])(
  "what the server answers with %i, as it is busy, stopping or full, is sent again, not refused",
  async (status) => {
    let nTries = 0;
    const { outbox } = await tab(async (entry) => {
      nTries += 1;
      if (nTries === 1) return refuse(status, "passing");
      return taken(entry);
    });
    outbox.addToOutbox(filing("a"));
    await vi.waitFor(() => expect(outbox.outboxEntries()[0]?.tries).toBe(1));
    await outbox.flush();
    await emptied(outbox);
    expect(nTries).toBe(2);
  },
);

test.each([400, 403, 404, 409, 413, 422])("a refusal with %i holds up nothing", async (status) => {
  const { outbox } = await tab(async (entry) => {
    if (entry.id === "a") return refuse(status, "no");
    return taken(entry);
  });
  for (const id of ["a", "b"]) outbox.addToOutbox(filing(id));
  await vi.waitFor(() => expect(outbox.outboxEntries().map(({ id }) => id)).toEqual(["a"]));
});

test("a fault that comes every time is refused in the end, and what follows is sent", async () => {
  const { outbox, sent } = await tab(async (entry) => {
    if (entry.id === "a") return refuse(500, "internal");
    return taken(entry);
  });
  for (const id of ["a", "b"]) outbox.addToOutbox(filing(id));
  await vi.waitFor(async () => {
    await outbox.flush();
    expect(outbox.outboxEntries()[0]?.refused?.code).toBe("internal");
  });
  expect(sent.filter((id) => id === "a")).toHaveLength(8);
  await vi.waitFor(() => expect(sent).toContain("b"));
});

test("a refused write that was removed is put back as it was, and can be sent again", async () => {
  let isTaken = false;
  const { outbox } = await tab(async (entry) => (isTaken ? taken(entry) : refuse(413, "large")));
  outbox.addToOutbox(filing("a", "Wants the figures"));
  await vi.waitFor(() => expect(outbox.outboxEntries()[0]?.refused?.code).toBe("large"));
  const [entry] = outbox.outboxEntries();
  await outbox.giveUp("a");
  expect(outbox.outboxEntries()).toEqual([]);
  if (entry !== undefined) await outbox.putBack(entry);
  expect(outbox.outboxEntries()[0]).toMatchObject({ write: entry?.write, refused: entry?.refused });
  isTaken = true;
  await outbox.sendAgain("a");
  await emptied(outbox);
});

test("what was never sent is taken back without a trace", async () => {
  const { outbox, sent } = await tab(away);
  outbox.addToOutbox(filing("first"));
  outbox.addToOutbox(filing("second"));
  await vi.waitFor(() => expect(outbox.outboxEntries()[1]?.seq).toBeDefined());
  expect(await outbox.takeBackFromOutbox("second", undoing("second"))).toBe(true);
  expect(outbox.outboxEntries().map((entry) => entry.id)).toEqual(["first"]);
  expect(sent).not.toContain("second");
});

test("what may be with the server is taken back by a write that follows it", async () => {
  const { outbox, sent } = await tab(taken);
  outbox.addToOutbox(filing("a"));
  await emptied(outbox);
  expect(await outbox.takeBackFromOutbox("a", undoing("a"))).toBe(false);
  await emptied(outbox);
  expect(sent).toEqual(["a", "undo-a"]);
});

test("a write that the server can take in another form is mended and sent again", async () => {
  const { outbox, sent } = await tab(
    async (entry) => {
      if (entry.write.kind === "file" && entry.write.body.at) return refuse(422, "at_future");
      return taken(entry);
    },
    (write) => (write.kind === "file" ? { kind: "file", body: {} } : undefined),
  );
  outbox.addToOutbox({
    ...filing("a"),
    write: { kind: "file", body: { at: "2999-01-01T00:00:00Z" } },
  });
  await emptied(outbox);
  expect(sent).toEqual(["a", "a"]);
});

test("what the device has no place for is sent before what came after it", async () => {
  const { outbox, sent } = await tab(away);
  const add = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementationOnce(() => {
    throw new DOMException("no place", "QuotaExceededError");
  });
  outbox.addToOutbox(filing("a"));
  await vi.waitFor(() => expect(add).toHaveBeenCalledOnce());
  vi.spyOn(Date, "now").mockReturnValueOnce(Date.now() + 1);
  outbox.addToOutbox(undoing("a"));
  await vi.waitFor(() => expect(outbox.outboxEntries().some(({ seq }) => seq)).toBe(true));
  expect(outbox.outboxEntries().map(({ id }) => id)).toEqual(["a", "undo-a"]);
  sent.length = 0;
  await outbox.flush();
  expect(sent).toEqual(["a"]);
});

test("a device that refuses to be read for once takes nothing away that waits", async () => {
  const { outbox } = await tab(away);
  outbox.addToOutbox(filing("a"));
  await vi.waitFor(() => expect(outbox.outboxEntries()[0]?.seq).toBeDefined());
  vi.spyOn(IDBObjectStore.prototype, "getAll").mockImplementationOnce(() => {
    throw new DOMException("not now", "UnknownError");
  });
  await outbox.reload();
  expect(outbox.outboxEntries().map(({ id }) => id)).toEqual(["a"]);
});

test("a device that refuses in the middle of sending is asked again", async () => {
  const { outbox, sent } = await tab(taken);
  vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(() => {
    throw new DOMException("not now", "UnknownError");
  });
  outbox.addToOutbox(filing("a"));
  await vi.waitFor(() => expect(outbox.outboxEntries()).toEqual([]), { timeout: 4_000 });
  expect(sent).toEqual(["a"]);
});

test("nothing of one member is sent as another", async () => {
  const first = await tab(away, undefined, "mara");
  first.outbox.addToOutbox(filing("a"));
  await vi.waitFor(() => expect(first.outbox.outboxEntries()[0]?.seq).toBeDefined());
  const { outbox, sent } = await tab(taken, undefined, "noor");
  await outbox.flush();
  expect(outbox.outboxEntries()).toEqual([]);
  expect(sent).toEqual([]);
});

async function tab(
  send: (entry: Entry) => Promise<unknown>,
  mend?: Sender["mend"],
  member = "mara",
): Promise<{ outbox: Outbox; sent: string[] }> {
  vi.resetModules();
  const outbox = await import("./outbox");
  const sent: string[] = [];
  const sender: Sender = {
    send: (entry) => {
      sent.push(entry.id);
      return send(entry);
    },
    ...(mend === undefined ? {} : { mend }),
  };
  await outbox.openOutbox(member, {
    file: sender,
    undo: sender,
    person: sender,
    fit: sender,
    sort: sender,
    unsort: sender,
    referral: sender,
    count: sender,
  });
  return { outbox, sent };
}

function filing(id: string, note = ""): NewEntry {
  return { id, label: id, write: { kind: "file", body: { outcome: "no_answer", note } } };
}

function undoing(activity: string): NewEntry {
  return { id: `undo-${activity}`, label: activity, write: { kind: "undo", activity } };
}

async function taken(_entry: Entry): Promise<unknown> {
  return {};
}

async function away(): Promise<never> {
  const { Unreachable } = await import("@/shared/api/problem");
  throw new Unreachable("nobody answers");
}

/** A refusal as the tab that was opened last knows it. */
async function refuse(status: number, code: string): Promise<never> {
  const { Problem } = await import("@/shared/api/problem");
  throw new Problem({ type: "about:blank", title: code, code, detail: code, status });
}

async function emptied(outbox: Outbox): Promise<void> {
  await vi.waitFor(() => expect(outbox.outboxEntries()).toEqual([]));
}

/** Locks as a browser has them: one at a time, in the order in which they were asked for. */
function locks() {
  let last: Promise<unknown> = Promise.resolve();
  return {
    request: (_name: string, act: () => Promise<void>) => {
      const done = last.then(act);
      last = done.catch(() => undefined);
      return done;
    },
  };
}
