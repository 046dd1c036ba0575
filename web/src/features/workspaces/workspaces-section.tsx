import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { Section } from "../../design/page/section.tsx";
import type { MyWorkspace } from "../users/queries.ts";
import { useCurrent } from "./current.ts";
import { DeleteWorkspaceDialog } from "./delete-workspace-dialog.tsx";
import { downloadWorkspace } from "./queries.ts";
import { NewWorkspaceDialog } from "./new-workspace-dialog.tsx";
import { RenameWorkspaceDialog } from "./rename-workspace-dialog.tsx";

export function WorkspacesSection() {
  const { organization, can } = useCurrent();
  const [isCreating, creation] = useDisclosure();
  const mayManage = can("workspaces.write");
  return (
    <Section
      title="Workspaces"
      description="Each keeps its agents and conversations to itself."
      action={
        mayManage && (
          <Button size="xs" variant="default" onClick={creation.open}>
            New workspace
          </Button>
        )
      }
    >
      <Stack gap={4}>
        {organization.workspaces.map((workspace) => (
          <WorkspaceRow
            key={workspace.id}
            workspace={workspace}
            mayRename={mayManage}
            mayDelete={mayManage && organization.workspaces.length > 1}
          />
        ))}
      </Stack>
      {isCreating && <NewWorkspaceDialog onClose={creation.close} />}
    </Section>
  );
}

interface WorkspaceRowProps {
  workspace: MyWorkspace;
  mayRename: boolean;
  mayDelete: boolean;
}

function WorkspaceRow({ workspace, mayRename, mayDelete }: WorkspaceRowProps) {
  const [isRenaming, renaming] = useDisclosure();
  const [isDeleting, deleting] = useDisclosure();
  return (
    <Group justify="space-between" mih={34} gap={6}>
      <Text fz="sm" className="ellipsis">
        {workspace.name}
      </Text>
      <Group gap={6} wrap="nowrap">
        {mayRename && (
          <DownloadButton
            size="compact-sm"
            aria-label={`Export ${workspace.name}`}
            name={`workspace-${workspace.id}.zip`}
            fetchFile={() => downloadWorkspace(workspace.id)}
            leftSection={null}
          >
            Export
          </DownloadButton>
        )}
        {mayRename && (
          <Button size="compact-sm" variant="default" aria-label={`Rename ${workspace.name}`} onClick={renaming.open}>
            Rename
          </Button>
        )}
        {mayDelete && (
          <Button size="compact-sm" variant="default" aria-label={`Delete ${workspace.name}`} onClick={deleting.open}>
            Delete…
          </Button>
        )}
      </Group>
      {isRenaming && <RenameWorkspaceDialog workspace={workspace} onClose={renaming.close} />}
      {isDeleting && <DeleteWorkspaceDialog workspace={workspace} onClose={deleting.close} />}
    </Group>
  );
}
