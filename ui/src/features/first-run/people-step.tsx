import { Group, Text } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";

/** Brings people: from a file or pasted, or one by one. */
export function PeopleStep() {
  return (
    <>
      <Text mb="sm">{m.first_run_people_text()}</Text>
      <Group>
        <PlaceLink to="/import" button="filled">
          {m.first_run_import()}
        </PlaceLink>
        <PlaceLink to="/people" button="default">
          {m.first_run_add_one()}
        </PlaceLink>
      </Group>
    </>
  );
}
