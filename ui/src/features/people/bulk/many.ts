import type { components } from "@/shared/api/schema.gen";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { type Filters, type Person, useChangeMany, useTakeBackMany, type Whom } from "../queries";

type BulkChange = components["schemas"]["BulkChange"];
type BulkShown = components["schemas"]["BulkShown"];

/** Those whom a change is for, and what of them is known here. */
export type Many = {
  whom: Whom;
  /** How many; not told of everybody whom a list finds. */
  n: number | undefined;
  /** Tags that some of them carry. */
  tags: string[];
};

/** People who are selected; everybody whom filters find where those are given. */
export function manyOf(people: readonly Person[], filters?: Filters): Many {
  const tags = [...new Set(people.flatMap((person) => person.tags))];
  return {
    whom: filters === undefined ? { people: people.map((person) => person.id) } : { filters },
    n: filters === undefined ? people.length : undefined,
    tags: tags.toSorted((a, b) => a.localeCompare(b)),
  };
}

/** Changes many, says what came of it, and takes it back when asked. `say` tells how many were changed. */
export function useChangeAndSay() {
  const change = useChangeMany();
  const takeBack = useTakeBackMany();
  return async (many: Many, what: BulkChange, say: (shown: string, n: number) => string) => {
    const done = await change.mutateAsync({ whom: many.whom, change: what });
    const text = [say(whole(done.changed), done.changed), ...restOf(done)].join(" ");
    if (done.changed === 0) return showMessage(text);
    showMessage(text, () =>
      sayWhatCame(takeBack.mutateAsync(done.id), ({ kept }) => {
        if (kept > 0) showMessage(m.people_many_kept({ n: kept, shown: whole(kept) }));
      }),
    );
  };
}

function restOf({ same, of_others }: BulkShown): string[] {
  return [
    ...(same > 0 ? [m.people_many_same({ n: same, shown: whole(same) })] : []),
    ...(of_others > 0 ? [m.people_many_of_others({ n: of_others, shown: whole(of_others) })] : []),
  ];
}
