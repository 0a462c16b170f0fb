import { Skeleton, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FourStates } from "@/shared/four-states/four-states";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { settingsQuery } from "./queries";
import { ValueForm } from "./value-form";

/** The settings of the workspace, each with what it decides and what it may be. */
export function ValuesSection() {
  const query = useQuery(settingsQuery);
  return (
    <Card title={m.settings_values()} lead={m.settings_values_lead()}>
      <FourStates query={query} skeleton={<Skeleton height={600} />}>
        {({ data, etag }) => (
          <Stack gap="lg">
            {data.settings.map((setting) => (
              <ValueForm
                // One that was changed elsewhere begins anew with what it is now.
                key={`${setting.key} ${setting.value}`}
                setting={setting}
                etag={etag}
              />
            ))}
          </Stack>
        )}
      </FourStates>
    </Card>
  );
}
