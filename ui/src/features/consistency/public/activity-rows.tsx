import { Button, Skeleton, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { clockTime, shortDay } from "@/shared/dates/format";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { minutes } from "@/shared/numbers/format";
import { channelWord } from "@/shared/words/contact";
import { activityQuery } from "../queries";
import styles from "./activity-rows.module.css";

/** How many are shown at first, and more at a time. */
const PAGE = 20;

/** An activity behind a number. */
export type CountedActivity = { id: string; day: string; detail: string };

type ActivityRowsProps = { rows: CountedActivity[] };

/** The activities behind a number, each with what it was. */
export function ActivityRows({ rows }: ActivityRowsProps) {
  const [n, setN] = useState(PAGE);
  return (
    <>
      <ul className={styles.rows}>
        {rows.slice(0, n).map((row) => (
          <li key={row.id}>
            <ActivityRow row={row} />
          </li>
        ))}
      </ul>
      {rows.length > n && (
        <Button variant="default" onClick={() => setN(n + PAGE)}>
          {m.shared_more()}
        </Button>
      )}
    </>
  );
}

type ActivityRowProps = { row: CountedActivity };

function ActivityRow({ row }: ActivityRowProps) {
  const { zone } = useMe();
  const { data, error } = useQuery(activityQuery(row.id));
  if (data === undefined && error === null) return <Skeleton height={44} />;
  const day = shortDay(row.day, dayIn(zone));
  const told = [
    data === undefined ? "" : channelWord(data.channel),
    data === undefined ? "" : m.consistency_took({ minutes: minutes(data.minutes) }),
    row.detail,
  ];
  return (
    <>
      <Text fw={500}>{data === undefined ? day : `${day}, ${clockTime(data.at, zone)}`}</Text>
      <Text size="sm" c="dimmed">
        {told.filter(Boolean).join(" · ")}
        {data?.note ? ` · ${data.note}` : ""}
      </Text>
      {data?.person != null && (
        <PlaceLink to={`/people/${data.person}`} route="/people/$id">
          {m.consistency_person()}
        </PlaceLink>
      )}
    </>
  );
}
