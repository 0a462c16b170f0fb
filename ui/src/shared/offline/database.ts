import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { components } from "@/shared/api/schema.gen";
import type { Entry } from "@/shared/outbox/writes";

type Schemas = components["schemas"];

/** What the server told last and the page shows without it. */
export type Kept = {
  today: Schemas["Today"];
  ahead: Schemas["TodayAhead"];
  progress: Schemas["ProgressShown"];
};

interface Device extends DBSchema {
  writes: { key: number; value: Entry; indexes: { id: string } };
  kept: { key: string; value: { data: Kept[keyof Kept] } };
}

const NAME = "touchstone";
/** Raised whenever what is kept takes another form; writes that wait are carried over, what was told is asked again. */
const VERSION = 1;

let opened: Promise<IDBPDatabase<Device>> | undefined;

/** What this device keeps: what was filed and is not sent yet, and what the server told last. */
export function device(): Promise<IDBPDatabase<Device>> {
  opened ??= openDB<Device>(NAME, VERSION, {
    upgrade(database) {
      if (!database.objectStoreNames.contains("writes")) {
        const writes = database.createObjectStore("writes", {
          keyPath: "seq",
          autoIncrement: true,
        });
        writes.createIndex("id", "id", { unique: true });
      }
      if (!database.objectStoreNames.contains("kept")) database.createObjectStore("kept");
    },
    terminated: () => {
      opened = undefined;
    },
  });
  // A browser that refused it once may not refuse it for ever: the next use asks again.
  opened.catch(() => {
    opened = undefined;
  });
  return opened;
}

/** Closes it; the next use opens it anew. */
export async function closeDevice(): Promise<void> {
  const closing = opened;
  opened = undefined;
  (await closing)?.close();
}
