import type { components } from "@/shared/api/schema.gen";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";

type Startable = components["schemas"]["StartableCounts"];
type Lacking = components["schemas"]["Lacking"];

const LACKS: Record<Lacking["way"], (told: { n: number; shown: string }) => string> = {
  number: m.people_lack_number,
  email: m.people_lack_email,
  profile: m.people_lack_profile,
};

/** "4,786 need a number". */
export function lackWord({ way, people }: Lacking): string {
  return LACKS[way]({ n: people, shown: whole(people) });
}

/** "214 are startable, 4,786 need a number." */
export function offerText({ ready, lacking }: Startable): string {
  const lacks = lacking.filter(({ people }) => people > 0).map(lackWord);
  return `${[m.people_offer_ready({ n: ready, shown: whole(ready) }), ...lacks].join(", ")}.`;
}
