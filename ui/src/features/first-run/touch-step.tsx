import { Text } from "@mantine/core";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";

/** Leads to the first touch. */
export function TouchStep() {
  return (
    <>
      <Text mb="sm">{m.first_run_touch_text()}</Text>
      <PlaceLink to="/today/touches" button="filled">
        {m.first_run_touch_go()}
      </PlaceLink>
    </>
  );
}
