import { Alert, Skeleton, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import type { Member } from "@/features/identity/public/members";
import { FourStates } from "@/shared/four-states/four-states";
import { Card } from "@/shared/layout/card";
import { Facts } from "@/shared/layout/facts";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { minutes, whole } from "@/shared/numbers/format";
import { memberProgressQuery, memberRoomQuery } from "./queries";

/** How many working days ahead room is told for. */
const AHEAD = 5;

type MemberCardProps = { member: Member };

/** How one member does: what they promised, what room they have, which behaviours they keep. */
export function MemberCard({ member }: MemberCardProps) {
  return (
    <Card title={member.name}>
      <Room member={member.id} />
      <Behaviours member={member.id} />
    </Card>
  );
}

type OfMemberProps = { member: string };

function Room({ member }: OfMemberProps) {
  const query = useQuery(memberRoomQuery(member));
  return (
    <FourStates query={query} skeleton={<Skeleton height={56} mb="md" />}>
      {(plan) => {
        if (plan === null) return <Text mb="md">{m.teams_no_hours()}</Text>;
        const days = plan.days.slice(0, AHEAD);
        const sum = (of: "hours" | "promised" | "room") =>
          days.reduce((all, day) => all + day[of], 0);
        return (
          <>
            <Facts
              facts={[
                [m.teams_hours({ n: AHEAD }), minutes(sum("hours"))],
                [m.teams_promised(), minutes(sum("promised"))],
                [m.teams_room(), minutes(sum("room"))],
              ]}
            />
            {plan.late.length > 0 && (
              <Alert color="orange" mb="md" icon={<IconAlertTriangle aria-hidden="true" />}>
                {m.teams_late({ n: plan.late.length })}
              </Alert>
            )}
          </>
        );
      }}
    </FourStates>
  );
}

function Behaviours({ member }: OfMemberProps) {
  const query = useQuery(memberProgressQuery(member));
  return (
    <FourStates
      query={query}
      skeleton={<Skeleton height={120} />}
      isEmpty={(data) => data.ingredients.length === 0}
      empty={<Text>{m.teams_no_recipe()}</Text>}
    >
      {(data) => (
        <Table
          caption={m.teams_kept()}
          headings={[m.teams_behaviour(), m.teams_today(), m.teams_week(), m.teams_month_met()]}
          rows={data.ingredients.map((one) => ({
            id: one.ingredient,
            cells: [
              one.ingredient,
              `${whole(one.today.done)}/${whole(one.today.goal)}`,
              `${whole(one.week.done)}/${whole(one.week.goal_so_far)}`,
              m.teams_days_met({
                met: whole(one.month.days_met),
                days: whole(one.month.goal_days_so_far),
              }),
            ],
          }))}
        />
      )}
    </FourStates>
  );
}
