import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { Time } from "../../design/time.tsx";
import { connectionsQuery, disconnect } from "../connections/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import type { McpServer } from "./queries.ts";
import { SignInButton } from "./sign-in-button.tsx";
import type { useMcpServer } from "./use-mcp-server.ts";

interface ServerSignInProps extends Pick<ReturnType<typeof useMcpServer>, "act"> {
  server: McpServer;
}

/** Whether one is signed in at a server that wants it, and both ways to change that. */
export function ServerSignIn({ server, act }: ServerSignInProps) {
  const { signed_in: own, sign_in: who } = server;
  if (who === "none") return null;
  return (
    <Group gap="xs" mt={4} role="group" aria-label={`Sign-in at ${server.name}`}>
      <Text fz="sm">
        {own?.state === "working" || own?.state === "failing" ? <SignedIn server={server} /> : lackOf(server)}
      </Text>
      {own && own.state !== "ended" ? <SignOut server={server} act={act} /> : <SignInButton server={server} />}
    </Group>
  );
}

const lackOf = ({ sign_in, signed_in }: McpServer) => {
  if (signed_in) return "It takes the sign-in no more.";
  return sign_in === "workspace" ? "Nobody has signed in for the workspace yet." : "You have not signed in yet.";
};

function SignedIn({ server: { sign_in, signed_in } }: { server: McpServer }) {
  if (!signed_in) return null;
  return (
    <>
      {sign_in === "workspace" ? "Signed in for the workspace" : "Signed in as you"}, since{" "}
      <Time value={signed_in.since} />
      {signed_in.ends_at && ", until "}
      {signed_in.ends_at && <Time value={signed_in.ends_at} />}
    </>
  );
}

function SignOut({ server: { name, signed_in, sign_in }, act }: ServerSignInProps) {
  const { workspace, can } = useCurrent();
  const client = useQueryClient();
  const [isEnding, ending] = useDisclosure();
  if (!can(sign_in === "workspace" ? "connections.share" : "connections.write")) return null;
  const end = async () => {
    const { revocation } = await disconnect(signed_in!.connection_id);
    await client.invalidateQueries(connectionsQuery(workspace.id));
    ending.close();
    return revocation ? "Disconnected here. The other side is being asked to forget it too." : "Disconnected.";
  };
  return (
    <>
      <Button size="compact-sm" variant="default" color="red" onClick={ending.open}>
        Disconnect
      </Button>
      {isEnding && (
        <ConfirmDialog
          title={`Disconnect from ${name}?`}
          action="Disconnect"
          isBusy={act.isPending}
          error={act.error}
          onConfirm={() => act.mutate(end)}
          onClose={ending.close}
        >
          The token is destroyed at once: agents can use the server no more, and wait until somebody signs in again.
        </ConfirmDialog>
      )}
    </>
  );
}
