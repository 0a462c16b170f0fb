import { Button, Group, Select, Stack } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { problemText } from "@/shared/api/problem-text";
import { saveFile } from "@/shared/files/save-file";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { exportedActivities, exportedPeople, PEOPLE_FORMS, type PeopleForm } from "../queries";

const CSV = "text/csv";
const FORMS: Record<PeopleForm, () => string> = {
  csv: m.export_form_csv,
  hubspot: () => "HubSpot",
  salesforce: () => "Salesforce",
  pipedrive: () => "Pipedrive",
};

/** Everything out again, in forms that other programs read. */
export function ExportSection() {
  const [form, setForm] = useState<PeopleForm>("csv");
  const people = useMutation({
    mutationFn: () => exportedPeople(form),
    onSuccess: (table) => saveFile(table, m.export_people_file(), CSV),
  });
  const activities = useMutation({
    mutationFn: exportedActivities,
    onSuccess: (table) => saveFile(table, m.export_activities_file(), CSV),
  });
  const error = people.error ?? activities.error;
  return (
    <Card title={m.export_title()} lead={m.export_lead()}>
      <Stack>
        <Group align="flex-end">
          <Select
            label={m.export_form()}
            data={PEOPLE_FORMS.map((value) => ({ value, label: FORMS[value]() }))}
            value={form}
            allowDeselect={false}
            onChange={(chosen) => setForm(PEOPLE_FORMS.find((it) => it === chosen) ?? "csv")}
            w={200}
          />
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden="true" />}
            loading={people.isPending}
            onClick={() => people.mutate()}
          >
            {m.export_people()}
          </Button>
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden="true" />}
            loading={activities.isPending}
            onClick={() => activities.mutate()}
          >
            {m.export_activities()}
          </Button>
        </Group>
        <ProblemAlert text={error === null ? undefined : problemText(error)} />
      </Stack>
    </Card>
  );
}
