import { Button, Group, Title } from "@mantine/core";
import { IconCopy, IconPlus } from "@tabler/icons-react";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { askToAddPerson } from "../public/add-person-store";
import { SortLink } from "../public/sort-link";
import type { PeopleCounts } from "../queries";
import type { PeopleSearch } from "../search";
import styles from "./list.module.css";
import { StandingCounts } from "./standing-counts";

type PeopleHeadingProps = { counts: PeopleCounts | undefined; search: PeopleSearch };

/** The name of the screen, how many are in the list, and what can be done from it. */
export function PeopleHeading({ counts, search }: PeopleHeadingProps) {
  return (
    <div className={styles.heading}>
      <div className={styles.title}>
        <Title order={1}>{m.screen_people()}</Title>
        <StandingCounts counts={counts} search={search} />
      </div>
      <Group gap="xs" className={styles.actions ?? ""}>
        <SortLink button="subtle" isAsked={counts !== undefined} />
        <PlaceLink to="/duplicates" button="subtle">
          <IconCopy size={16} aria-hidden="true" />
          &nbsp;{m.screen_duplicates()}
        </PlaceLink>
        <PlaceLink to="/import" button="default">
          {m.people_import()}
        </PlaceLink>
        <Button
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          rightSection={<Keys command="everywhere.add_person" />}
          onClick={askToAddPerson}
        >
          {m.people_add()}
        </Button>
      </Group>
    </div>
  );
}
