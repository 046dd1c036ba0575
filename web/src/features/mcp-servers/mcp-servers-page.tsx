import { Button, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconPlug } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { ConnectionsTabs } from "../connections/connections-tabs.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { AddMcpServerDialog } from "./add-mcp-server-dialog.tsx";
import { McpServerSection } from "./mcp-server-section.tsx";
import { mcpServersQuery } from "./queries.ts";

/** Servers whose tools agents can be given, each with what it says of them. */
export function McpServersPage() {
  const { workspace, can } = useCurrent();
  const query = useQuery(mcpServersQuery(workspace.id));
  const [isAdding, dialog] = useDisclosure();
  const add = can("connections.write") && <Button onClick={dialog.open}>Add a server</Button>;
  return (
    <Page title="Connections" tabs={<ConnectionsTabs />} actions={add}>
      <QueryView query={query}>
        {(servers) =>
          servers.length === 0 ? (
            <Empty icon={IconPlug} title="No MCP server yet">
              A server of the Model Context Protocol brings tools for agents. You see what it says of each before any
              agent is given it, and again whenever it says something else.
            </Empty>
          ) : (
            <Stack>
              {servers.map((server) => (
                <McpServerSection key={server.id} server={server} />
              ))}
            </Stack>
          )
        }
      </QueryView>
      {isAdding && <AddMcpServerDialog onClose={dialog.close} />}
    </Page>
  );
}
