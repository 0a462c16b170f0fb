import { useQuery } from "@tanstack/react-query";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { setupQuery } from "./queries";

/** What is not set up, and what it would give; nothing where all is. */
export function SetupSection() {
  const { data } = useQuery(setupQuery);
  if (data === undefined || (data.hasHours && !data.lacksCountry)) return null;
  return (
    <Card title={m.settings_setup()}>
      <ul>
        {!data.hasHours && (
          <li>
            {m.settings_setup_hours()}{" "}
            <PlaceLink to="/plan">{m.settings_setup_hours_link()}</PlaceLink>
          </li>
        )}
        {data.lacksCountry && (
          <li>
            {m.settings_setup_country()}{" "}
            <PlaceLink to="/settings?part=place">{m.settings_setup_country_link()}</PlaceLink>
          </li>
        )}
      </ul>
    </Card>
  );
}
