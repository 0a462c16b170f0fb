import { Stack, Text } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";

/** In place of what only hours can tell: where they are set. */
export function NoHours() {
  return (
    <Stack align="flex-start">
      <Text>{m.calendar_no_hours()}</Text>
      <PlaceLink to="/plan" button="filled">
        {m.calendar_set_hours()}
      </PlaceLink>
    </Stack>
  );
}
