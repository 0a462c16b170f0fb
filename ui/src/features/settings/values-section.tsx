import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { boundText } from "./bounds";
import { GROUP_LABELS, GROUPS, type Group, settingsOf } from "./groups";
import { type SettingShown, settingsQuery } from "./queries";
import styles from "./settings-page.module.css";
import { ValueForm } from "./value-form";

/** The settings of the workspace by what they are about, each with what it decides and what it may be. */
export function ValuesSection() {
  const query = useQuery(settingsQuery);
  return (
    <FourStates query={query} skeleton={<Loading height={600} />}>
      {({ data, etag }) =>
        GROUPS.map((group) => (
          <GroupCard
            key={group}
            group={group}
            settings={settingsOf(data.settings, group)}
            etag={etag}
          />
        ))
      }
    </FourStates>
  );
}

type GroupCardProps = { group: Group; settings: SettingShown[]; etag: string | null };

function GroupCard({ group, settings, etag }: GroupCardProps) {
  const forms = settings.map((setting) => (
    <ValueForm
      // One that was changed elsewhere begins anew with what it is now.
      key={`${setting.key} ${setting.value}`}
      setting={setting}
      etag={etag}
    />
  ));
  return (
    <Card title={GROUP_LABELS[group]()} lead={leadOf(group, settings)}>
      {group === "limits" ? (
        <div className={styles.limits}>{forms}</div>
      ) : (
        <Stack gap="lg">{forms}</Stack>
      )}
    </Card>
  );
}

/** What holds for all of a group; of the first, what holds for all. */
function leadOf(group: Group, [first]: SettingShown[]): string | undefined {
  if (group === "plan") return m.settings_values_lead();
  return group === "limits" && first !== undefined ? boundText(first.key, first.bound) : undefined;
}
