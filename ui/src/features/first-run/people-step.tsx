import { Group, Text } from "@mantine/core";
import { SampleButton } from "@/features/sample/public/sample-button";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";

/** Brings people: from a file or pasted, one by one, or made-up ones to try things out. */
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
        <SampleButton />
      </Group>
    </>
  );
}
