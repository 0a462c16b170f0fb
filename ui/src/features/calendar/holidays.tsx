import {
  Alert,
  Button,
  Group,
  NativeSelect,
  Paper,
  Stack,
  Text,
  TextInput,
  Title,
} from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { dayIn } from "@/shared/dates/days";
import { customs, shortDay } from "@/shared/dates/format";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./calendar.module.css";
import { countriesQuery, holidaysQuery, useSetHoliday, useSetPlace } from "./queries";

/** Where somebody works, and the days off that come with it; days of one's own beside them. */
export function Holidays() {
  const { zone } = useMe();
  const today = dayIn(zone);
  const query = useQuery(holidaysQuery(Number(today.slice(0, 4))));
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="sm">
        {m.calendar_holidays()}
      </Title>
      <FourStates query={query} skeleton={<RowsSkeleton rows={4} height={44} />}>
        {({ country, holidays }) => (
          <Stack gap="sm">
            <Country country={country} zone={zone} />
            <OwnHoliday />
            <ul className={styles.list}>
              {holidays
                .filter(({ on }) => on >= today)
                .map(({ on, name }) => (
                  <li key={`${on}${name}`}>
                    <span>{shortDay(on)}</span>
                    <span className={styles.name}>{name}</span>
                  </li>
                ))}
            </ul>
          </Stack>
        )}
      </FourStates>
    </Paper>
  );
}

type CountryProps = { country: string; zone: string };

function Country({ country, zone }: CountryProps) {
  const { data } = useQuery(countriesQuery);
  const save = useSetPlace();
  const names = new Intl.DisplayNames(customs(), { type: "region" });
  const options = (data?.countries ?? [country]).map((value) => ({
    value,
    label: countryName(names, value),
  }));
  return (
    <>
      {country === "" && (
        <Alert color="orange" variant="light">
          {m.calendar_no_country()}
        </Alert>
      )}
      <NativeSelect
        label={m.calendar_country()}
        value={country}
        data={[
          { value: "", label: m.calendar_country_none() },
          ...options.filter((it) => it.value !== ""),
        ]}
        disabled={save.isPending}
        onChange={(event) => save.mutate({ zone, country: event.currentTarget.value })}
      />
      <ProblemAlert text={save.error === null ? undefined : problemText(save.error)} />
    </>
  );
}

/** "Germany", "Germany, BY". */
function countryName(names: Intl.DisplayNames, code: string): string {
  const [country = "", part] = code.split("-");
  const name = country === "" ? "" : (names.of(country) ?? country);
  return part === undefined ? name : `${name}, ${part}`;
}

function OwnHoliday() {
  const save = useSetHoliday();
  const [day, setDay] = useState("");
  const [name, setName] = useState("");
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { day, name },
          {
            onSuccess: () => {
              setDay("");
              setName("");
              showMessage(m.calendar_holiday_added({ day: shortDay(day), name }), () =>
                save.mutateAsync({ day, name: undefined }),
              );
            },
          },
        );
      }}
    >
      <Group gap="sm" align="flex-end">
        <TextInput
          type="date"
          label={m.calendar_own_holiday()}
          required
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
        />
        <TextInput
          label={m.calendar_holiday_name()}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={save.isPending}>
          {m.calendar_add()}
        </Button>
      </Group>
      <ProblemAlert text={save.error === null ? undefined : problemText(save.error)} />
      <Text size="sm" c="dimmed">
        {m.calendar_shift()}
      </Text>
    </form>
  );
}
