import { Group, Stack, Table, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { GrantButton } from "./grant-button.tsx";
import { OperatorIndex } from "./operator-index.tsx";
import { type ListedOrganization, organizationsQuery } from "./queries.ts";
import { SuspendButton } from "./suspend-button.tsx";
import { UserSection } from "./user-section.tsx";

export function OrganizationsPage() {
  const query = useQuery(organizationsQuery);
  return (
    <Page title="Organizations" tabs={<OperatorIndex />}>
      <Stack>
        <Section title="Organizations on this server" description="You see that they exist, not what is in them.">
          <QueryView query={query}>
            {(organizations) => (
              <DataTable
                label="Organizations"
                columns={["Name", "Members", "Workspaces", "Since", "State", ""]}
                minWidth={820}
              >
                {organizations.map((organization) => (
                  <OrganizationRow key={organization.id} organization={organization} />
                ))}
              </DataTable>
            )}
          </QueryView>
        </Section>
        <UserSection />
      </Stack>
    </Page>
  );
}

function OrganizationRow({ organization }: { organization: ListedOrganization }) {
  const { name, members, workspaces, created_at, suspended, suspended_reason } = organization;
  return (
    <Table.Tr>
      <Table.Td fw={500}>{name}</Table.Td>
      <Table.Td className="tabular">{members}</Table.Td>
      <Table.Td className="tabular">{workspaces}</Table.Td>
      <Table.Td>
        <Time value={created_at} show="date" />
      </Table.Td>
      <Table.Td>
        <StatusDot tone={suspended ? "warn" : "off"}>{suspended ? "Suspended" : "Active"}</StatusDot>
        {suspended && suspended_reason && (
          <Text fz="xs" c="dimmed">
            {suspended_reason}
          </Text>
        )}
      </Table.Td>
      <Table.Td ta="right">
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <GrantButton organization={organization} />
          <SuspendButton organization={organization} />
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}
