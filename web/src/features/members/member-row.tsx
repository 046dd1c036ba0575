import { Badge, Button, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { meQuery } from "../users/queries.ts";
import type { Role } from "../roles/queries.ts";
import { OfferOwnershipDialog } from "../ownership/offer-ownership-dialog.tsx";
import { ReportDialog } from "../minor-reports/report-dialog.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { changeRole, type Member, membersQuery } from "./queries.ts";
import { RemoveMemberDialog } from "./remove-member-dialog.tsx";
import { RoleSelect } from "./role-select.tsx";
import { labelOfRole } from "./roles.ts";

export function MemberRow({ member, members }: { member: Member; members: Member[] }) {
  const { user, organization, can } = useCurrent();
  const [isRemoving, removing] = useDisclosure();
  const [isOffering, offering] = useDisclosure();
  const [isReporting, reporting] = useDisclosure();
  const isMe = member.user_id === user.id;
  const isLastOwner = member.role === "owner" && members.filter(({ role }) => role === "owner").length === 1;
  const mayChange = can("members.write") && !isLastOwner && (organization.role === "owner" || member.role !== "owner");
  return (
    <Table.Tr>
      <Table.Td>
        <Text fz="sm" fw={500}>
          {member.name} {isMe && <Badge ml={4}>You</Badge>}
        </Text>
        <Text fz="xs" c="dimmed" className="anywhere">
          {member.email ?? "Address not shown"}
        </Text>
      </Table.Td>
      <Table.Td>{mayChange ? <RoleCell member={member} /> : labelOfRole(member.role)}</Table.Td>
      <Table.Td>
        <Time value={member.joined_at} show="date" />
      </Table.Td>
      <Table.Td ta="right">
        {can("organization.transfer") && !isMe && (
          <Button
            size="compact-sm"
            variant="default"
            mr={6}
            aria-label={`Hand ${organization.name} over to ${member.name}`}
            onClick={offering.open}
          >
            Hand over…
          </Button>
        )}
        {!isMe && can("minor_reports.write") && (
          <Button
            size="compact-sm"
            variant="subtle"
            mr={6}
            aria-label={`Report that ${member.name} is a child`}
            onClick={reporting.open}
          >
            Report…
          </Button>
        )}
        {(mayChange || (isMe && !isLastOwner)) && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={isMe ? `Leave ${organization.name}` : `Remove ${member.name}`}
            onClick={removing.open}
          >
            {isMe ? "Leave…" : "Remove…"}
          </Button>
        )}
        {isReporting && <ReportDialog member={member} onClose={reporting.close} />}
        {isOffering && <OfferOwnershipDialog member={member} onClose={offering.close} />}
        {isRemoving && <RemoveMemberDialog member={member} isMe={isMe} onClose={removing.close} />}
      </Table.Td>
    </Table.Tr>
  );
}

function RoleCell({ member }: { member: Member }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: (role: Role) => changeRole(member.user_id, role),
    onSuccess: (_, role) => tell(`${member.name} is now ${labelOfRole(role)}.`),
    onError: tellFailure,
    onSettled: () =>
      Promise.all([client.invalidateQueries(membersQuery(organization.id)), client.invalidateQueries(meQuery)]),
  });
  return (
    <RoleSelect
      aria-label={`Role of ${member.name}`}
      size="xs"
      w={130}
      value={change.isPending ? change.variables : member.role}
      mayGrantOwner={organization.role === "owner"}
      onChange={(role) => change.mutate(role)}
    />
  );
}
