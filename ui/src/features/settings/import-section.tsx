import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink, useIsBuilt } from "@/shared/navigation/place-link";

/** The way to the import, once it is built. */
export function ImportSection() {
  if (!useIsBuilt("/import")) return null;
  return (
    <Card title={m.settings_import()} lead={m.settings_import_lead()}>
      <PlaceLink to="/import" button="default">
        {m.settings_import_link()}
      </PlaceLink>
    </Card>
  );
}
