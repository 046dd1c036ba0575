import { Anchor, Button, Table, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { labelOfRole } from "../members/roles.ts";
import { useCurrent } from "../workspaces/current.ts";
import { type Invitation, invitationsQuery, withdrawInvitation } from "./queries.ts";

export function InvitationsSection({ onInvite }: { onInvite: () => void }) {
  const { organization } = useCurrent();
  const query = useQuery(invitationsQuery(organization.id));
  return (
    <Section title="Invitations">
      <QueryView query={query}>
        {(invitations) =>
          invitations.length === 0 ? (
            <Text fz="sm" c="dimmed">
              Nobody is invited right now.{" "}
              <Anchor component="button" type="button" fz="sm" onClick={onInvite}>
                Invite someone
              </Anchor>
            </Text>
          ) : (
            <DataTable label="Invitations" columns={["E-mail", "Role", "Works until", ""]}>
              {invitations.map((invitation) => (
                <InvitationRow key={invitation.id} invitation={invitation} />
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}

function InvitationRow({ invitation }: { invitation: Invitation }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const withdraw = useMutation({
    mutationFn: () => withdrawInvitation(invitation.id),
    onSuccess: () => tell("Invitation withdrawn. Its link no longer works."),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(invitationsQuery(organization.id)),
  });
  return (
    <Table.Tr>
      <Table.Td className="anywhere">{invitation.email}</Table.Td>
      <Table.Td>{labelOfRole(invitation.role)}</Table.Td>
      <Table.Td>
        {invitation.state === "expired" ? "Expired" : <Time value={invitation.expires_at} show="date" />}
      </Table.Td>
      <Table.Td ta="right">
        <Button
          size="compact-sm"
          variant="default"
          loading={withdraw.isPending}
          aria-label={`Withdraw the invitation of ${invitation.email}`}
          onClick={() => withdraw.mutate()}
        >
          Withdraw
        </Button>
      </Table.Td>
    </Table.Tr>
  );
}
