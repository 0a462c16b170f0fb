import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";

/** What counts as what is seen and set beside the work it is about. */
export function DoctrineSection() {
  return (
    <Card title={m.settings_doctrine()} lead={m.settings_doctrine_lead()}>
      <PlaceLink to="/cookbook?part=reading" button="default">
        {m.settings_doctrine_link()}
      </PlaceLink>
    </Card>
  );
}
