import { Anchor } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { usableCadencesQuery } from "@/features/cadences/public/cadences";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { lackWord } from "../public/lacks";
import type { PeopleCounts } from "../queries";
import type { PeopleSearch } from "../search";
import styles from "./list.module.css";

type LacksNoteProps = { counts: PeopleCounts | undefined; search: PeopleSearch };

/** How many can be started, how many lack what, and the two ways to mend it; on the views that are about that. */
export function LacksNote({ counts, search }: LacksNoteProps) {
  const { view } = search;
  // On a phone nothing is changed in the row.
  const isPhone = useMediaQuery("(width < 48em)", undefined, { getInitialValueInEffect: false });
  const isAbout = view === "startable" || view === "needs_number";
  const { data } = useQuery({ ...usableCadencesQuery, enabled: isAbout });
  if (!isAbout || counts === undefined) return null;
  const { cadence, ready, lacking } = counts.startable;
  const id = data?.cadences.find((it) => it.name === cadence)?.id;
  const lacks = lacking.filter((it) => it.people > 0);
  return (
    <section className={styles.lacks} aria-label={m.people_lacks()}>
      <p>
        {m.people_startable({ n: ready, shown: whole(ready), cadence })}{" "}
        {lacks.length > 0 && (
          <strong>{m.people_others_need({ lacks: lacks.map(lackWord).join(", ") })}</strong>
        )}
      </p>
      {lacks.length > 0 && (
        <p>
          {isPhone ? m.people_find_it_phone() : m.people_find_it()} <Keys command="list.edit" />
          {id !== undefined && (
            <>
              {" "}
              {m.people_or()}{" "}
              <Anchor
                underline="always"
                fz="inherit"
                renderRoot={(props) => <Link to="/cadences/$id" params={{ id }} {...props} />}
              >
                {m.people_switch_steps({ cadence })}
              </Anchor>
            </>
          )}
        </p>
      )}
    </section>
  );
}
