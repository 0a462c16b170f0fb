import { Alert, Anchor, List, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Member } from "@/features/identity/public/members";
import { shortDay } from "@/shared/dates/format";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Facts } from "@/shared/layout/facts";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { minutes } from "@/shared/numbers/format";
import { memberRoomQuery, type Weeks } from "./queries";
import { type RoomPart, RoomRows, sumOf } from "./room-rows";

/** How many working days ahead room is told for. */
const AHEAD = 5;
/** So many late touches are named. */
const NAMED = 8;

type MemberRoomProps = { member: Member };

/** What somebody promised and what room they have, each opening to its days; and what would be late. */
export function MemberRoom({ member }: MemberRoomProps) {
  const query = useQuery(memberRoomQuery(member.id));
  const [isOpen, setOpen] = useState(false);
  return (
    <FourStates query={query} skeleton={<Loading height={56} mb="md" />}>
      {(plan) => {
        if (plan === null) return <Text mb="md">{m.teams_no_hours()}</Text>;
        const days = plan.days.slice(0, AHEAD);
        const fact = (name: string, part: RoomPart): [string, React.ReactNode] => [
          name,
          <Anchor
            key={part}
            component="button"
            type="button"
            inherit
            c="inherit"
            underline="always"
            aria-haspopup="dialog"
            aria-label={m.teams_open_days({ what: name, n: minutes(sumOf(days, part)) })}
            onClick={() => setOpen(true)}
          >
            {minutes(sumOf(days, part))}
          </Anchor>,
        ];
        return (
          <>
            <Facts
              facts={[
                fact(m.teams_hours({ n: AHEAD }), "hours"),
                fact(m.teams_promised(), "promised"),
                fact(m.teams_room(), "room"),
              ]}
            />
            <Late late={plan.late} />
            {isOpen && <RoomRows name={member.name} days={days} onClose={() => setOpen(false)} />}
          </>
        );
      }}
    </FourStates>
  );
}

type LateProps = { late: Weeks["late"] };

function Late({ late }: LateProps) {
  if (late.length === 0) return null;
  return (
    <Alert
      color="orange"
      mb="md"
      icon={<IconAlertTriangle aria-hidden="true" />}
      title={m.teams_late({ n: late.length })}
    >
      <List size="sm">
        {late.slice(0, NAMED).map(({ person, name, step, to }) => (
          <List.Item key={`${person}${step}`}>
            <PlaceLink to={`/people/${person}`} route="/people/$id">
              {name}
            </PlaceLink>
            {to ? `, ${m.teams_due({ day: shortDay(to) })}` : ""}
          </List.Item>
        ))}
      </List>
      {late.length > NAMED && m.teams_and_more({ n: late.length - NAMED })}
    </Alert>
  );
}
