import { Button, Table } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlugConnected } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { membersQuery } from "../members/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { AppNameCell, AppUseCells } from "./app-cells.tsx";
import { connectedAppsQuery, endWorkspaceApp, type WorkspaceApp, workspaceAppsQuery } from "./connected-apps.ts";

/** Every member's apps in the workspace, for who looks after it. */
export function WorkspaceAppsSection() {
  const { workspace, organization } = useCurrent();
  const query = useQuery(workspaceAppsQuery(workspace.id));
  const members = useQuery(membersQuery(organization.id)).data ?? [];
  return (
    <Section
      title={`All apps in ${workspace.name}`}
      description="Assistants and other apps that act here for any member, with that member's rights at most."
    >
      <QueryView query={query}>
        {(apps) =>
          apps.length === 0 ? (
            <Empty icon={IconPlugConnected} title="No app acts for anybody here">
              What members connect is listed here, and can be ended.
            </Empty>
          ) : (
            <DataTable label="All apps" columns={["App", "Acts for", "May", "Last used", ""]} minWidth={640}>
              {apps.map((app) => (
                <AppRow key={app.id} app={app} person={members.find(({ user_id }) => user_id === app.user_id)?.name} />
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}

function AppRow({ app, person }: { app: WorkspaceApp; person: string | undefined }) {
  const { can } = useCurrent();
  const [isEnding, ending] = useDisclosure();
  return (
    <Table.Tr>
      <AppNameCell app={app} />
      <Table.Td className="anywhere">{person ?? "Somebody who left"}</Table.Td>
      <AppUseCells app={app} />
      <Table.Td ta="right">
        {can("connected_apps.write") && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`End ${app.name} of ${person ?? "a member"}`}
            onClick={ending.open}
          >
            End…
          </Button>
        )}
        {isEnding && <EndDialog app={app} person={person} onClose={ending.close} />}
      </Table.Td>
    </Table.Tr>
  );
}

interface EndProps {
  app: WorkspaceApp;
  person: string | undefined;
  onClose: () => void;
}

function EndDialog({ app, person, onClose }: EndProps) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endWorkspaceApp(app.id),
    onSuccess: async () => {
      onClose();
      tell(`${app.name} no longer acts for ${person ?? "this member"}.`);
      await client.invalidateQueries(workspaceAppsQuery(workspace.id));
      await client.invalidateQueries(connectedAppsQuery);
    },
  });
  return (
    <ConfirmDialog
      title={`End ${app.name} of ${person ?? "a member"}`}
      action="End app"
      isBusy={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      Its tokens stop working at once. They can connect it anew.
    </ConfirmDialog>
  );
}
