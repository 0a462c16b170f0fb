import { Button, Group, Menu } from "@mantine/core";
import { IconChevronDown, IconMail, IconPhone } from "@tabler/icons-react";
import { fileActivity, takeBack } from "@/features/activities/public/file-touch";
import { Keys } from "@/shared/keyboard/keys";
import { useCommands } from "@/shared/keyboard/registry";
import { m } from "@/shared/messages/gen/messages";
import { useReadableNumbers } from "@/shared/phones/readable";
import { timeThere } from "@/shared/places/local-time";
import { showMessage } from "@/shared/undo-messages/store";
import { outcomeWord } from "@/shared/words/contact";
import type { Person, Timeline } from "../queries";
import { emailOf, phoneOf, shownNumber } from "../ways";
import type { Dialog } from "./dialogs";
import { openEnrollment } from "./next-step";

type DeedsProps = {
  person: Person;
  timeline: Timeline | undefined;
  onDialog: (dialog: Dialog) => void;
};

/** What can be done with a person, the nearest first. */
export function Deeds({ person, timeline, onDialog }: DeedsProps) {
  const phone = phoneOf(person);
  const email = emailOf(person);
  const there = timeThere(person);
  const readable = useReadableNumbers();
  const number = phone && shownNumber(phone, readable);
  const replied = () => fileReply(person);
  const running = timeline && openEnrollment(timeline);
  const isActive = running?.state === "active";
  useCommands({
    "person.replied": replied,
    "person.email":
      email === undefined
        ? undefined
        : () => location.assign(`mailto:${encodeURIComponent(email)}`),
    "person.later": isActive
      ? () => onDialog({ kind: "later", enrollment: running.id })
      : undefined,
    "person.skip": isActive ? () => onDialog({ kind: "skip", enrollment: running.id }) : undefined,
  });
  return (
    <Group gap="xs">
      {number !== undefined && (
        <Button
          component="a"
          href={`tel:${phone?.key || phone?.text}`}
          leftSection={<IconPhone size={16} aria-hidden="true" />}
        >
          {there === undefined
            ? m.people_call({ number })
            : m.people_call_there({ number, time: there })}
        </Button>
      )}
      {email !== undefined && (
        <Button
          component="a"
          variant="default"
          href={`mailto:${encodeURIComponent(email)}`}
          leftSection={<IconMail size={16} aria-hidden="true" />}
          rightSection={<Keys command="person.email" />}
        >
          {m.people_email()}
        </Button>
      )}
      <Button variant="default" onClick={() => onDialog({ kind: "log" })}>
        {m.people_log()}
      </Button>
      <Button variant="default" rightSection={<Keys command="person.replied" />} onClick={replied}>
        {m.people_replied()}
      </Button>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<IconChevronDown size={16} aria-hidden="true" />}>
            {m.people_more()}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => onDialog({ kind: "meeting" })}>
            {m.people_add_meeting()}
          </Menu.Item>
          <Menu.Item onClick={() => onDialog({ kind: "referral" })}>
            {m.people_add_referral()}
          </Menu.Item>
          <Menu.Item onClick={() => onDialog({ kind: "reason" })}>
            {m.people_add_reason()}
          </Menu.Item>
          <Menu.Item onClick={() => onDialog({ kind: "nurture" })}>{m.people_nurture()}</Menu.Item>
          {running === undefined && (
            <Menu.Item onClick={() => onDialog({ kind: "start" })}>{m.people_start()}</Menu.Item>
          )}
          <Menu.Item onClick={() => onDialog({ kind: "edit" })}>{m.people_edit()}</Menu.Item>
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => onDialog({ kind: "suppress" })}>
            {m.people_suppress()}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

/** Files a reply by one key: their cadence ends, and an answer is due. */
function fileReply(person: Person): void {
  const label = `${outcomeWord("replied")}, ${person.name}`;
  const id = fileActivity(label, { person: person.id, outcome: "replied" });
  showMessage(m.people_replied_said({ name: person.name }), () => takeBack(id, label));
}
