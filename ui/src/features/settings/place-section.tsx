import { Button, Group, Select, Stack } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { type FieldsOfProblems, problemInForm } from "@/shared/forms/problem-in-form";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { m } from "@/shared/messages/gen/messages";
import { getLocale } from "@/shared/messages/gen/runtime";
import { PlaceLink } from "@/shared/navigation/place-link";
import { showMessage } from "@/shared/undo-messages/store";
import { countriesQuery, useSavePlace } from "./queries";

type Typed = { zone: string; country: string };

const FIELDS: FieldsOfProblems<Typed> = {
  unknown_zone: ["zone", m.settings_unknown_zone],
  unknown_country: ["country", m.settings_unknown_country],
};

/** Where somebody works: their clock and their holidays. */
export function PlaceSection() {
  const countries = useQuery(countriesQuery);
  return (
    <Card title={m.settings_place()} lead={m.settings_place_lead()}>
      <FourStates query={countries} skeleton={<Loading height={140} />}>
        {(data) => <PlaceForm countries={data.countries} />}
      </FourStates>
    </Card>
  );
}

type PlaceFormProps = { countries: string[] };

function PlaceForm({ countries }: PlaceFormProps) {
  const { zone, country } = useMe();
  const save = useSavePlace();
  const [problem, setProblem] = useState<string>();
  const form = useForm<Typed>({ initialValues: { zone, country } });
  const send = async (typed: Typed) => {
    setProblem(undefined);
    try {
      await save.mutateAsync(typed);
      showMessage(m.shared_saved(), async () => {
        await save.mutateAsync({ zone, country });
        form.setValues({ zone, country });
      });
    } catch (error) {
      setProblem(problemInForm(form, error, FIELDS));
    }
  };
  return (
    <form onSubmit={form.onSubmit(send)} noValidate>
      <Stack>
        <Group align="flex-start">
          <Select
            {...form.getInputProps("zone")}
            label={m.settings_zone()}
            data={zonesWith(zone)}
            searchable
            allowDeselect={false}
            limit={80}
            w={300}
          />
          <Select
            {...form.getInputProps("country")}
            label={m.settings_country()}
            data={[
              { value: "", label: m.settings_no_country() },
              ...countries.map((value) => ({ value, label: countryName(value) })),
            ]}
            searchable
            allowDeselect={false}
            w={300}
          />
        </Group>
        <ProblemAlert text={problem} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
            {m.shared_save()}
          </Button>
          <PlaceLink to="/plan" button="default">
            {m.settings_hours_link()}
          </PlaceLink>
        </Group>
      </Stack>
    </form>
  );
}

/** Every zone that the browser knows, and the one that is set. */
function zonesWith(zone: string): string[] {
  return [...new Set([zone, ...Intl.supportedValuesOf("timeZone"), "Etc/UTC"])].toSorted();
}

/** "Germany, BY" of `DE-BY`, in the language of the page. */
export function countryName(code: string): string {
  const [country = code, region] = code.split("-", 2);
  const name = new Intl.DisplayNames(getLocale(), { type: "region" }).of(country) ?? country;
  return region === undefined ? name : `${name}, ${region}`;
}
