import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { ChangeClientDialog } from "./change-client-dialog.tsx";
import { checkMcpServer, type McpServer, removeMcpServer } from "./queries.ts";
import type { useMcpServer } from "./use-mcp-server.ts";

interface McpServerActionsProps extends Pick<ReturnType<typeof useMcpServer>, "act" | "keep"> {
  server: McpServer;
}

export function McpServerActions({ server, act, keep }: McpServerActionsProps) {
  const { id, name, tools, sign_in: signIn } = server;
  const [isRemoving, removing] = useDisclosure();
  const [isChanging, changing] = useDisclosure();
  const fresh = tools.filter((tool) => tool.state === "new");
  const check = async () =>
    (await checkMcpServer(id)).state === "working" ? "It is there, and answers." : "It does not work at the moment.";
  const remove = async () => {
    await removeMcpServer(id);
    return `${name} is removed.`;
  };
  return (
    <>
      <Group gap="xs" mt={8} mb={8}>
        <Button size="compact-sm" variant="default" disabled={act.isPending} onClick={() => act.mutate(check)}>
          Check now
        </Button>
        {fresh.length > 1 && (
          <Button
            size="compact-sm"
            variant="default"
            disabled={act.isPending}
            onClick={() => keep(fresh, `${fresh.length} tools can be given to agents.`)}
          >
            Accept all {fresh.length} new ones
          </Button>
        )}
        {signIn !== "none" && (
          <Button size="compact-sm" variant="default" onClick={changing.open}>
            Change client
          </Button>
        )}
        <Button size="compact-sm" variant="default" color="red" onClick={removing.open}>
          Remove
        </Button>
      </Group>
      {isChanging && <ChangeClientDialog server={server} onClose={changing.close} />}
      {isRemoving && (
        <ConfirmDialog
          title={`Remove ${name}?`}
          action="Remove"
          isBusy={act.isPending}
          error={act.error}
          onConfirm={() => act.mutate(remove)}
          onClose={removing.close}
        >
          Its secret is destroyed at once, and no agent has its tools any more.
        </ConfirmDialog>
      )}
    </>
  );
}
