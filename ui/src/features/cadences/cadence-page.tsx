import { Anchor, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { useLanguage } from "@/shared/language/language";
import { m } from "@/shared/messages/gen/messages";
import { type Change, changed, draftOf, newDraft } from "./draft";
import { Editor } from "./editor";
import { cadenceQuery } from "./public/cadences";

type CadencePageProps = {
  /** None for a new one. */
  id: string | undefined;
  change: Change & { copy?: boolean | undefined };
  onSaved: (id: string) => void;
};

/** One cadence: its touches, what they cost, what they say, and its versions. */
export function CadencePage({ id, change, onSaved }: CadencePageProps) {
  const language = useLanguage();
  return (
    <Stack gap="md" maw={1100}>
      <Anchor component={Link} to="/cadences">
        {m.cadences_all()}
      </Anchor>
      {id === undefined ? (
        <Editor first={newDraft(language)} onSaved={onSaved} />
      ) : (
        <Known id={id} change={change} onSaved={onSaved} />
      )}
    </Stack>
  );
}

type KnownProps = CadencePageProps & { id: string };

function Known({ id, change, onSaved }: KnownProps) {
  const query = useQuery(cadenceQuery(id));
  const isCopy = change.copy === true || change.touches !== undefined || change.wider !== undefined;
  return (
    <FourStates query={query} screen={m.cadences_cadence()} skeleton={<Loading height={600} />}>
      {(detail) => {
        const draft = changed(draftOf(detail), change);
        const copy = { ...draft, name: m.cadences_copy_of({ name: detail.name }) };
        return (
          <Editor
            key={`${detail.id} ${detail.version} ${JSON.stringify(change)}`}
            first={isCopy ? copy : draft}
            saved={isCopy ? undefined : detail}
            onSaved={onSaved}
          />
        );
      }}
    </FourStates>
  );
}
