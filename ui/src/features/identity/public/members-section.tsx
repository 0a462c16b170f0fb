import { Badge, Button, Group, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { problemText } from "@/shared/api/problem-text";
import { FourStates } from "@/shared/four-states/four-states";
import { Loading } from "@/shared/four-states/loading";
import { Card } from "@/shared/layout/card";
import { Table } from "@/shared/layout/table";
import { m } from "@/shared/messages/gen/messages";
import { showMessage } from "@/shared/undo-messages/store";
import { useChangeMember } from "../queries";
import { type Member, membersQuery, type Role, roleChoices } from "./members";
import { useMe } from "./session";

/** Everybody of the workspace: what they are, and whether they may sign in. */
export function MembersSection() {
  const query = useQuery(membersQuery);
  return (
    <Card title={m.identity_members()} lead={m.identity_members_lead()}>
      <FourStates query={query} skeleton={<Loading height={160} />}>
        {(members) => (
          <Table
            caption={m.identity_members()}
            headings={[m.identity_member(), m.identity_role(), m.identity_zone(), ""]}
            rows={members.map((member) => ({
              id: member.id,
              cells: [
                <MemberName key="name" member={member} />,
                <MemberRole key="role" member={member} />,
                member.zone,
                <MemberAccess key="access" member={member} />,
              ],
            }))}
          />
        )}
      </FourStates>
    </Card>
  );
}

type MemberProps = { member: Member };

function MemberName({ member }: MemberProps) {
  const me = useMe();
  return (
    <Group gap="xs">
      {member.name}
      {member.id === me.member && <Badge variant="default">{m.identity_yourself()}</Badge>}
      {member.is_disabled && <Badge variant="default">{m.identity_disabled()}</Badge>}
      {!member.signs_in && <Badge variant="default">{m.identity_signs_in_not()}</Badge>}
    </Group>
  );
}

/** What the server refuses of a member, said here. */
const PROBLEMS = { last_admin: m.identity_last_admin };

function useChange(member: Member) {
  const change = useChangeMember();
  return (body: { role?: Role; is_disabled?: boolean }, back: typeof body) =>
    change.mutate(
      { id: member.id, body },
      {
        onSuccess: () =>
          showMessage(m.identity_member_changed({ name: member.name }), async () => {
            await change.mutateAsync({ id: member.id, body: back });
          }),
        onError: (error) => showMessage(problemText(error, PROBLEMS)),
      },
    );
}

function MemberRole({ member }: MemberProps) {
  const change = useChange(member);
  return (
    <Select
      size="xs"
      w={130}
      aria-label={m.identity_role_of({ name: member.name })}
      data={roleChoices()}
      value={member.role}
      allowDeselect={false}
      onChange={(chosen) => {
        const role = roleChoices().find((it) => it.value === chosen)?.value;
        if (role !== undefined && role !== member.role) change({ role }, { role: member.role });
      }}
    />
  );
}

function MemberAccess({ member }: MemberProps) {
  const me = useMe();
  const change = useChange(member);
  if (member.id === me.member) return null;
  const { is_disabled } = member;
  const text = is_disabled ? m.identity_enable() : m.identity_disable();
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={`${text}: ${member.name}`}
      onClick={() => change({ is_disabled: !is_disabled }, { is_disabled })}
    >
      {text}
    </Button>
  );
}
