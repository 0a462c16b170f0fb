import { queryOptions } from "@tanstack/react-query";
import { keptMe } from "@/features/identity/public/session";
import { answer, api, ifMatch } from "@/shared/api/client";
import { isProblem } from "@/shared/api/problem";
import { keptOr } from "@/shared/offline/kept";
import type { Sender, Senders } from "@/shared/outbox/outbox";
import type { Entry, Write } from "@/shared/outbox/writes";

/** What an activity, a person or a count that reaches the server changes on the screens. */
export const TOUCHED_BY_WRITES = [
  ["today"],
  ["progress"],
  ["consistency"],
  ["people"],
  ["activities"],
  ["enrollments"],
  ["plan"],
  ["meetings"],
  ["referrals"],
  ["sort"],
];

/** What the server says of a time that has not come yet. */
const TOO_FAR_AHEAD = ["at_future", "out_of_time"];

/** How each kind of write goes to the server. */
export const senders: Senders = {
  file: sender("file", ({ id }, { body }) =>
    answer(api.PUT("/api/v1/activities/{id}", { params: { path: { id } }, body })),
  ),
  undo: sender("undo", async ({ id }, { activity }) => {
    try {
      return await answer(
        api.POST("/api/v1/activities/{id}/undo", {
          params: { path: { id: activity } },
          headers: { "Idempotency-Key": id },
        }),
      );
    } catch (error) {
      // It is as it was meant to become.
      if (isProblem(error, "undone_already") || isProblem(error, "unknown_activity")) return null;
      throw error;
    }
  }),
  person: sender("person", ({ id }, { body }) =>
    answer(api.PUT("/api/v1/people/{id}", { params: { path: { id } }, body })),
  ),
  sort: sender("sort", (_, { person, verdict }) =>
    answer(api.PUT("/api/v1/sort/{id}", { params: { path: { id: person } }, body: { verdict } })),
  ),
  unsort: sender("unsort", async (_, { person }) => {
    try {
      return await answer(api.DELETE("/api/v1/sort/{id}", { params: { path: { id: person } } }));
    } catch (error) {
      if (isProblem(error, "not_sorted")) return null;
      throw error;
    }
  }),
  fit: sender("fit", (_, { person, fit }) =>
    answer(
      api.PATCH("/api/v1/people/{id}", {
        params: { path: { id: person }, header: ifMatch("*") },
        body: { fit },
      }),
    ),
  ),
  referral: sender("referral", ({ id }, { body }) =>
    answer(api.POST("/api/v1/referrals", { headers: { "Idempotency-Key": id }, body })),
  ),
  count: sender("count", ({ id }, { body }) =>
    answer(api.POST("/api/v1/counts", { headers: { "Idempotency-Key": id }, body })),
  ),
};
senders.file.mend = (write, problem) => {
  // The clock of this device is ahead of the server's, by minutes or by days: it happened just now.
  if (write.kind !== "file" || !TOO_FAR_AHEAD.includes(problem.code) || !write.body.at) {
    return undefined;
  }
  const { at: _, ...body } = write.body;
  return { kind: "file", body };
};

function sender<Kind extends Write["kind"]>(
  kind: Kind,
  send: (entry: Entry, write: Extract<Write, { kind: Kind }>) => Promise<unknown>,
): Sender {
  const isOfKind = (write: Write): write is Extract<Write, { kind: Kind }> => write.kind === kind;
  return {
    send: (entry) =>
      isOfKind(entry.write)
        ? send(entry, entry.write)
        : Promise.reject(new Error(`a ${entry.write.kind} is no ${kind}`)),
  };
}

/** People by their name, as far as a sheet shows them. */
export const peopleByNameQuery = (q: string) =>
  queryOptions({
    queryKey: ["people", "by_name", q],
    queryFn: async ({ signal }) => {
      const page = await answer(
        api.GET("/api/v1/people", { params: { query: { q, limit: 6 } }, signal }),
      );
      return page.people.map(({ id, name, company }) => ({ id, name, company }));
    },
  });

/** Those of today, whom this device knows also without the server. */
export const knownPeopleQuery = queryOptions({
  queryKey: ["today", "people"],
  queryFn: async ({ signal }) => {
    const today = await keptOr("today", keptMe()?.member ?? "", () =>
      answer(api.GET("/api/v1/today", { signal })),
    );
    return today.touches.map(({ person, name, company }) => ({ id: person, name, company }));
  },
});
