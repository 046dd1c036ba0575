import { Table, Text } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useSuspenseQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Section } from "../../design/page/section.tsx";
import { labelOfRole } from "../members/roles.ts";
import { rolesQuery } from "./queries.ts";

/** What each of Avow's own roles may do, in words. */
export function RoleMatrix() {
  const { data } = useSuspenseQuery(rolesQuery);
  const columns = ["Permission", ...data.roles.map(({ role }) => labelOfRole(role))];
  return (
    <Section title="Avow's roles" description="What comes with Avow, the same for every organization.">
      <DataTable label="Avow's roles" columns={columns} minWidth={1100}>
        {data.permissions.map(({ permission, summary }) => (
          <Table.Tr key={permission}>
            <Table.Td>
              <Text fz="sm">{summary}</Text>
              <Text fz="xs" c="dimmed">
                {permission}
              </Text>
            </Table.Td>
            {data.roles.map(({ role, permissions }) => (
              <Table.Td key={role}>
                {permissions.includes(permission) ? (
                  <IconCheck size={15} aria-label="yes" />
                ) : (
                  <Text component="span" c="dimmed" aria-label="no">
                    –
                  </Text>
                )}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </DataTable>
    </Section>
  );
}
