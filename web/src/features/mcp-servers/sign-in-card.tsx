import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useCurrent } from "../workspaces/current.ts";
import { mcpServersQuery } from "./queries.ts";
import { SignInButton } from "./sign-in-button.tsx";

/** A run waits for its person to sign in at a server: do it here, and the run goes on by itself. */
export function SignInCard({ serverId }: { serverId: string }) {
  const { workspace } = useCurrent();
  const { data = [] } = useQuery(mcpServersQuery(workspace.id));
  const server = data.find(({ id }) => id === serverId);
  if (!server) return null;
  return (
    <Group gap="xs" role="group" aria-label={`Sign in at ${server.name}`}>
      <Text fz="sm" className="anywhere">
        It needs {server.sign_in === "workspace" ? "the workspace" : "you"} signed in at {new URL(server.url).host}.
      </Text>
      <SignInButton server={server} />
    </Group>
  );
}
