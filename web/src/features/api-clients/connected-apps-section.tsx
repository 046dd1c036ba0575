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
import { useCurrent } from "../workspaces/current.ts";
import { AppNameCell, AppUseCells } from "./app-cells.tsx";
import { type ConnectedApp, connectedAppsQuery, endConnectedApp } from "./connected-apps.ts";

/** The apps that act by the Model Context Protocol for whoever looks, in all their workspaces. */
export function ConnectedAppsSection() {
  const query = useQuery(connectedAppsQuery);
  return (
    <Section
      title="Connected apps"
      description="Assistants and other apps that you allowed to act for you in a workspace. End any that you don't recognise."
    >
      <QueryView query={query}>
        {(apps) =>
          apps.length === 0 ? (
            <Empty icon={IconPlugConnected} title="No app is connected">
              Give an assistant the address below. It sends you here, and you decide what it may do.
            </Empty>
          ) : (
            <DataTable label="Connected apps" columns={["App", "Workspace", "May", "Last used", ""]} minWidth={640}>
              {apps.map((app) => (
                <AppRow key={app.id} app={app} />
              ))}
            </DataTable>
          )
        }
      </QueryView>
    </Section>
  );
}

function AppRow({ app }: { app: ConnectedApp }) {
  const [isEnding, ending] = useDisclosure();
  const { organizations } = useCurrent();
  const place = organizations.flatMap(({ workspaces }) => workspaces).find(({ id }) => id === app.workspace_id);
  return (
    <Table.Tr>
      <AppNameCell app={app} />
      <Table.Td>{place?.name ?? "One that you left"}</Table.Td>
      <AppUseCells app={app} />
      <Table.Td ta="right">
        <Button size="compact-sm" variant="default" aria-label={`End ${app.name}`} onClick={ending.open}>
          End…
        </Button>
        {isEnding && <EndDialog app={app} onClose={ending.close} />}
      </Table.Td>
    </Table.Tr>
  );
}

function EndDialog({ app, onClose }: { app: ConnectedApp; onClose: () => void }) {
  const client = useQueryClient();
  const end = useMutation({
    mutationFn: () => endConnectedApp(app.id),
    onSuccess: () => {
      onClose();
      tell(`${app.name} no longer acts for you.`);
      return client.invalidateQueries(connectedAppsQuery);
    },
  });
  return (
    <ConfirmDialog
      title={`End ${app.name}`}
      action="End app"
      isBusy={end.isPending}
      error={end.error}
      onConfirm={() => end.mutate()}
      onClose={onClose}
    >
      Its tokens stop working at once. To use it again, connect it anew from within the app.
    </ConfirmDialog>
  );
}
