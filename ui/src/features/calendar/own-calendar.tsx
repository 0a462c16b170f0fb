import { Button, Group, Paper, Stack, Text, Title } from "@mantine/core";
import { IconDownload, IconLink } from "@tabler/icons-react";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useMe } from "@/features/identity/public/session";
import { problemText } from "@/shared/api/problem-text";
import { ConfirmButton } from "@/shared/confirm/confirm-button";
import { dayAndTime } from "@/shared/dates/format";
import { saveFile } from "@/shared/files/save-file";
import { ProblemAlert } from "@/shared/forms/problem-alert";
import { FourStates } from "@/shared/four-states/four-states";
import { RowsSkeleton } from "@/shared/four-states/rows-skeleton";
import { m } from "@/shared/messages/gen/messages";
import { ToldOnce } from "@/shared/told-once/told-once";
import { showMessage } from "@/shared/undo-messages/store";
import styles from "./calendar.module.css";
import { exportedCalendar, feedsQuery, useEndFeed, useMakeFeed } from "./queries";

const PROBLEMS = { too_many: m.calendar_feeds_too_many };

/** One's hours and agreed times in the calendar one uses: as a file, or under a private link. */
export function OwnCalendar() {
  const file = useMutation({
    mutationFn: exportedCalendar,
    onSuccess: (text) => saveFile(text, m.calendar_own_file_name(), "text/calendar"),
  });
  const make = useMakeFeed();
  const [link, setLink] = useState<string>();
  const error = file.error ?? make.error;
  return (
    <Paper withBorder p="md" component="section" aria-labelledby="own-calendar">
      <Title order={2} mb="xs" id="own-calendar">
        {m.calendar_own()}
      </Title>
      <Stack gap="sm">
        <Text size="sm">{m.calendar_own_lead()}</Text>
        <Group gap="sm">
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden="true" />}
            loading={file.isPending}
            onClick={() => file.mutate()}
          >
            {m.calendar_own_file()}
          </Button>
          <Button
            variant="default"
            leftSection={<IconLink size={18} aria-hidden="true" />}
            loading={make.isPending}
            onClick={() => make.mutate(undefined, { onSuccess: setLink })}
          >
            {m.calendar_feed_make()}
          </Button>
        </Group>
        <Text size="sm" c="dimmed">
          {m.calendar_feed_text()}
        </Text>
        <ProblemAlert text={error === null ? undefined : problemText(error, PROBLEMS)} />
        {link !== undefined && (
          <ToldOnce
            title={m.calendar_feed_title()}
            text={m.calendar_feed_once()}
            secret={link}
            onDone={() => setLink(undefined)}
          />
        )}
        <Feeds />
      </Stack>
    </Paper>
  );
}

function Feeds() {
  const { zone } = useMe();
  const query = useQuery(feedsQuery);
  const end = useEndFeed();
  const endOne = (id: string) =>
    end.mutate(id, {
      onSuccess: () => showMessage(m.calendar_feed_ended()),
      onError: (error) => showMessage(problemText(error)),
    });
  return (
    <FourStates
      query={query}
      skeleton={<RowsSkeleton rows={1} height={44} />}
      isEmpty={({ feeds }) => feeds.length === 0}
      empty={
        <Text size="sm" c="dimmed">
          {m.calendar_feeds_none()}
        </Text>
      }
    >
      {({ feeds }) => (
        <ul className={styles.list} aria-label={m.calendar_feeds()}>
          {feeds.map(({ id, made }) => {
            const at = dayAndTime(made, zone);
            return (
              <li key={id}>
                <span>{m.calendar_feed_made({ at })}</span>
                <ConfirmButton
                  question={m.calendar_feed_end_question()}
                  text={m.calendar_feed_end_text()}
                  label={m.calendar_feed_end_named({ at })}
                  onConfirm={() => endOne(id)}
                >
                  {m.calendar_feed_end()}
                </ConfirmButton>
              </li>
            );
          })}
        </ul>
      )}
    </FourStates>
  );
}
