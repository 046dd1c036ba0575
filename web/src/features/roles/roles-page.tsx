import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlus, IconUserShield } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { CustomRoleRow } from "./custom-role-row.tsx";
import { customRolesQuery } from "./queries.ts";
import { RoleDialog } from "./role-dialog.tsx";
import { RoleMatrix } from "./role-matrix.tsx";

export function RolesPage() {
  const { organization, can } = useCurrent();
  const [isMaking, making] = useDisclosure();
  const query = useQuery(customRolesQuery(organization.id));
  const make = can("roles.write") && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={making.open}>
      New role
    </Button>
  );
  return (
    <Page title="Roles" tabs={<TrustIndex />} actions={make}>
      <Stack>
        <Section
          title={`Roles of ${organization.name}`}
          description="Given to members besides their role, everywhere or in one workspace. A change counts at once."
        >
          <QueryView query={query}>
            {(roles) =>
              roles.length === 0 ? (
                <Empty icon={IconUserShield} title="No roles of your own yet" action={make}>
                  Make one where Avow&apos;s roles give too much or too little, and give it to guests or to anyone else.
                </Empty>
              ) : (
                <DataTable label="Roles of the organization" columns={["Name", "May", "Who has it", ""]}>
                  {roles.map((role) => (
                    <CustomRoleRow key={role.id} role={role} />
                  ))}
                </DataTable>
              )
            }
          </QueryView>
        </Section>
        <RoleMatrix />
      </Stack>
      {isMaking && <RoleDialog onClose={making.close} />}
    </Page>
  );
}
