import { Button, Group, Title } from "@mantine/core";
import { IconCopy, IconPlus } from "@tabler/icons-react";
import { Keys } from "@/shared/keyboard/keys";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { askToAddPerson } from "../public/add-person-store";
import styles from "./list.module.css";

/** The name of the screen and what can be done from it. */
export function PeopleHeading() {
  return (
    <div className={styles.heading}>
      <Title order={1}>{m.screen_people()}</Title>
      <Group gap="xs">
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
