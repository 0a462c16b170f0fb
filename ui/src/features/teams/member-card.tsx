import { Anchor, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { MemberStrip } from "@/features/consistency/public/member-strip";
import { EarlyWarning } from "@/features/doctrine/public/early-warning";
import type { Member } from "@/features/identity/public/members";
import { CountedRows } from "@/features/recipes/public/counted-rows";
import { dayIn } from "@/shared/dates/days";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { whole } from "@/shared/numbers/format";
import { MemberRoom } from "./member-room";
import { memberProgressQuery, type ProgressShown } from "./queries";

/** The spans of which a number is told here. */
type Span = "today" | "week" | "month";

type MemberCardProps = { member: Member };

/** How one member does: what they promised, what room they have, which behaviours they keep. Every number opens. */
export function MemberCard({ member }: MemberCardProps) {
  const query = useQuery(memberProgressQuery(member.id));
  return (
    <Card title={member.name}>
      <MemberRoom member={member} />
      <Stack>
        <EarlyWarning member={member.id} today={dayIn(member.zone)} />
        <FourStates
          query={query}
          skeleton={<Loading height={120} />}
          isEmpty={(data) => data?.ingredients.length === 0}
          empty={<Text>{m.teams_no_recipe()}</Text>}
        >
          {(data) => data && <Behaviours member={member.id} progress={data} />}
        </FourStates>
      </Stack>
    </Card>
  );
}

type BehavioursProps = { member: string; progress: ProgressShown };

function Behaviours({ member, progress }: BehavioursProps) {
  const [opened, setOpened] = useState<{ ingredient: string; span: Span }>();
  const first = progress.ingredients[0]?.ingredient;
  const number = (ingredient: string, span: Span, told: string) => (
    <Anchor
      key={span}
      component="button"
      type="button"
      inherit
      c="inherit"
      underline="always"
      aria-haspopup="dialog"
      aria-label={m.teams_open_rows({ ingredient, n: told })}
      onClick={() => setOpened({ ingredient, span })}
    >
      {told}
    </Anchor>
  );
  return (
    <>
      <Table
        caption={m.teams_kept()}
        headings={[m.teams_behaviour(), m.teams_today(), m.teams_week(), m.teams_month_met()]}
        rows={progress.ingredients.map(({ ingredient, today, week, month }) => ({
          id: ingredient,
          cells: [
            ingredient,
            number(ingredient, "today", `${whole(today.done)}/${whole(today.goal)}`),
            number(ingredient, "week", `${whole(week.done)}/${whole(week.goal_so_far)}`),
            number(
              ingredient,
              "month",
              m.teams_days_met({
                met: whole(month.days_met),
                days: whole(month.goal_days_so_far),
              }),
            ),
          ],
        }))}
      />
      {first !== undefined && <MemberStrip ingredient={first} member={member} />}
      {opened !== undefined && (
        <CountedRows {...opened} member={member} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}
