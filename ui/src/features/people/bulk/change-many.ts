import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type Person, type PersonTold, personQuery, useChangePerson } from "../queries";

/** How many are changed at the same time. */
const AT_ONCE = 4;

/** What is told of each person, by what is known of them now; nothing leaves them as they are. */
export type Telling = (person: Person) => PersonTold | undefined;

/** What was changed, so that it can be changed back. */
export type Done = { id: string; etag: string | null; before: Person };

/**
 * Changes many, each as they are now. Gives those that were changed also when one is refused, so that nothing done is
 * hidden: `failed` is why the first one was.
 */
export function useChangeMany() {
  const client = useQueryClient();
  const change = useChangePerson();
  return async (
    ids: readonly string[],
    telling: Telling,
  ): Promise<{ done: Done[]; failed: unknown }> => {
    const waiting = [...ids];
    const done: Done[] = [];
    let failed: unknown;
    const work = async () => {
      for (
        let id = waiting.shift();
        id !== undefined && failed === undefined;
        id = waiting.shift()
      ) {
        try {
          const { person, etag } = await fresh(client, id);
          const told = telling(person);
          if (told === undefined) continue;
          const after = await change.mutateAsync({ id, etag, told });
          done.push({ id, etag: after.etag, before: person });
        } catch (error) {
          failed = error;
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return { done, failed };
  };
}

function fresh(client: QueryClient, id: string) {
  return client.fetchQuery({ ...personQuery(id), staleTime: 0 });
}
