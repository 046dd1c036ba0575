import { Anchor, Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ConnectDialog } from "./connect-dialog.tsx";
import { ConnectionRow } from "./connection-row.tsx";
import { type Connector, connectionsQuery } from "./queries.ts";

/** One service: whose accounts are connected, and what its tools are. */
export function ConnectorSection({ connector }: { connector: Connector }) {
  const { workspace, can } = useCurrent();
  const [isConnecting, dialog] = useDisclosure();
  const { data = [] } = useQuery(connectionsQuery(workspace.id));
  const mine = data.filter(({ service }) => service === connector.service);
  return (
    <Section
      title={connector.title}
      description={
        <>
          An agent that has its tools {connector.abilities.map(({ says }) => says).join(", ")}: as far as you allow it.
        </>
      }
      action={
        can("connections.write") && (
          <Button size="xs" variant={mine.length > 0 ? "default" : "filled"} onClick={dialog.open}>
            {mine.length > 0 ? "Connect another" : "Connect"}
          </Button>
        )
      }
    >
      {mine.length === 0 && (
        <Text fz="sm" c="dimmed">
          No account is connected. Nothing is asked of the service until an agent of yours does so for you.
        </Text>
      )}
      {mine.map((connection) => (
        <ConnectionRow key={connection.id} connection={connection} connector={connector} />
      ))}
      <Group gap="sm" mt={8}>
        <Text fz="xs" c="dimmed" className="anywhere">
          Tools: {connector.tools.map(({ name }) => name).join(", ") || "none yet"}
        </Text>
        <Anchor href={connector.policy_url} target="_blank" rel="noreferrer" fz="xs">
          What {connector.title} does with data
        </Anchor>
      </Group>
      {isConnecting && <ConnectDialog connector={connector} onClose={dialog.close} />}
    </Section>
  );
}
