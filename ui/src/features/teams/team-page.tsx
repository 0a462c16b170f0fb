import { Stack, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type Member, membersQuery } from "@/features/identity/public/members";
import { type Me, useMe } from "@/features/identity/public/session";
import { Empty } from "@/shared/four-states/empty";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { m } from "@/shared/messages/gen/messages";
import { PlaceLink } from "@/shared/navigation/place-link";
import { CoversCard } from "./covers-card";
import { HelpWanted } from "./help-wanted";
import { MemberCard } from "./member-card";
import { MyHelp } from "./my-help";
import { type TeamShown, teamsQuery } from "./queries";

/** Help that is wanted, and how those do whom one looks after: behaviour, never a ranking. */
export function TeamPage() {
  const { role } = useMe();
  return (
    <>
      <Title order={1} mb="md">
        {m.screen_team()}
      </Title>
      <Stack maw={1080}>
        {role !== "rep" && <HelpWanted />}
        {role !== "rep" && <LookedAfter />}
        <MyHelp />
        <CoversCard />
      </Stack>
    </>
  );
}

function LookedAfter() {
  const me = useMe();
  const members = useQuery(membersQuery);
  const teams = useQuery(teamsQuery);
  return (
    <FourStates query={members} skeleton={<Loading height={220} radius="lg" />}>
      {(all) => (
        <FourStates query={teams} skeleton={<Loading height={220} radius="lg" />}>
          {(data) => <MemberCards members={lookedAfter(me, all, data.teams)} />}
        </FourStates>
      )}
    </FourStates>
  );
}

type MemberCardsProps = { members: Member[] };

function MemberCards({ members }: MemberCardsProps) {
  const { role } = useMe();
  if (members.length === 0) {
    return (
      <Empty
        title={m.teams_nobody()}
        text={role === "admin" ? m.teams_nobody_admin() : m.teams_nobody_coach()}
      >
        {role === "admin" && (
          <PlaceLink to="/settings?part=members" button="filled">
            {m.teams_invite()}
          </PlaceLink>
        )}
      </Empty>
    );
  }
  return members.map((member) => <MemberCard key={member.id} member={member} />);
}

/** Whom somebody looks after: an admin everybody else, a coach those of the own teams. By name, which ranks nobody. */
export function lookedAfter(me: Me, members: Member[], teams: TeamShown[]): Member[] {
  const own = teams.filter((team) => team.coaches.includes(me.member));
  const ids = new Set(own.flatMap((team) => team.members));
  return members
    .filter((it) => it.id !== me.member && !it.is_disabled)
    .filter((it) => me.role === "admin" || ids.has(it.id))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}
