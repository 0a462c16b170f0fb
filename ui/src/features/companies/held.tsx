import { Button, Text } from "@mantine/core";
import { useMe } from "@/features/identity/public/session";
import { dayAndTime } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { sayWhatCame } from "@/shared/undo-messages/say";
import { showMessage } from "@/shared/undo-messages/store";
import { outcomeWord } from "@/shared/words/contact";
import styles from "./companies.module.css";
import { type Company, useGoOn } from "./queries";

/** What happened; any other is an outcome. */
const HELD: Record<string, () => string> = {
  meeting: m.companies_held_meeting,
  reply: m.companies_held_reply,
};

type HeldProps = { company: Company };

/** Says why the people of a company wait, and lets them go on. */
export function Held({ company: { held } }: HeldProps) {
  const { zone } = useMe();
  const goOn = useGoOn();
  if (!held) return null;
  const { person, at } = held;
  const release = (id: string) =>
    sayWhatCame(goOn.mutateAsync(id), ({ go_on }) =>
      showMessage(m.companies_gone_on({ n: go_on })),
    );
  return (
    <section className={styles.wait} aria-label={m.companies_held_title()}>
      <div>
        <Text fw={600} className={styles.why ?? ""}>
          {m.companies_held_title()}
        </Text>
        <Text>
          {HELD[held.why]?.() ?? outcomeWord(held.why)}
          {at && `, ${dayAndTime(at, zone)}`}
        </Text>
      </div>
      {person && (
        <Button loading={goOn.isPending} onClick={() => release(person)}>
          {m.companies_go_on()}
        </Button>
      )}
    </section>
  );
}
