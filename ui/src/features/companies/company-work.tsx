import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMe } from "@/features/identity/public/session";
import { dayIn } from "@/shared/dates/days";
import { dayAndTime, nearDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Facts } from "@/shared/layout/facts";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import styles from "./companies.module.css";
import { MonthStrip } from "./month-strip";
import { type CompanyActivity, companyActivityQuery } from "./queries";

type CompanyWorkProps = { id: string };

/** What was done with a company so far, and what is agreed. */
export function CompanyWork({ id }: CompanyWorkProps) {
  return (
    <Card title={m.companies_work()}>
      <FourStates
        query={useQuery(companyActivityQuery(id))}
        skeleton={<Loading height={180} />}
        isEmpty={({ touches, meetings }) => touches === 0 && meetings.length === 0}
        empty={<Text c="dimmed">{m.companies_no_work()}</Text>}
      >
        {(activity) => <Work activity={activity} />}
      </FourStates>
    </Card>
  );
}

type WorkProps = { activity: CompanyActivity };

function Work({ activity }: WorkProps) {
  const { zone } = useMe();
  const { touches, conversations, last_touch_on, meetings, months } = activity;
  const facts: [string, string][] = [
    [m.companies_touches(), whole(touches)],
    [m.companies_conversations(), whole(conversations)],
    [m.companies_open_meetings(), whole(meetings.length)],
  ];
  if (last_touch_on != null) {
    facts.push([m.companies_last_touch(), nearDay(last_touch_on, dayIn(zone))]);
  }
  return (
    <div className={styles.work}>
      <Facts facts={facts} />
      {meetings.length > 0 && <Meetings meetings={meetings} />}
      <MonthStrip months={months} />
    </div>
  );
}

type MeetingsProps = { meetings: CompanyActivity["meetings"] };

function Meetings({ meetings }: MeetingsProps) {
  const { zone } = useMe();
  return (
    <ul className={styles.meetings} aria-label={m.companies_open_meetings()}>
      {meetings.map((meeting) => (
        <li key={meeting.id}>
          <Link to="/people/$id" params={{ id: meeting.person }} dir="auto">
            {meeting.name}
          </Link>
          <span>
            {[
              m.people_meeting(),
              meeting.starts == null
                ? m.companies_time_open()
                : dayAndTime(meeting.starts, zone, dayIn(zone)),
              meeting.place,
            ]
              .filter(Boolean)
              .join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}
