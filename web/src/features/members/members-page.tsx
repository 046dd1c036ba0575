import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { InvitationsSection } from "../invitations/invitations-section.tsx";
import { InviteDialog } from "../invitations/invite-dialog.tsx";
import { OwnershipNotice } from "../ownership/ownership-notice.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { MemberRow } from "./member-row.tsx";
import { membersQuery } from "./queries.ts";

export function MembersPage() {
  const { organization, can } = useCurrent();
  const [isInviting, inviting] = useDisclosure();
  const query = useQuery(membersQuery(organization.id));
  return (
    <Page
      title="Members"
      tabs={<TrustIndex />}
      actions={
        can("invitations.write") && (
          <Button size="xs" leftSection={<IconUserPlus size={15} />} onClick={inviting.open}>
            Invite
          </Button>
        )
      }
    >
      <Stack>
        <OwnershipNotice />
        <Section title="Members" description={`Who works in ${organization.name} and what each may do.`}>
          <QueryView query={query}>
            {(members) => (
              <DataTable label="Members" columns={["Name", "Role", "Joined", ""]}>
                {members.map((member) => (
                  <MemberRow key={member.user_id} member={member} members={members} />
                ))}
              </DataTable>
            )}
          </QueryView>
        </Section>
        {can("invitations.read") && <InvitationsSection onInvite={inviting.open} />}
      </Stack>
      {isInviting && <InviteDialog onClose={inviting.close} />}
    </Page>
  );
}
