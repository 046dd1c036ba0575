import { useQuery } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ConnectionRow } from "./connection-row.tsx";
import { connectionsQuery } from "./queries.ts";

const asServer = { abilities: [{ name: "use", says: "uses its tools" }], tools: [] };

/** Servers of the Model Context Protocol at which one signed in: accounts like any other. */
export function ServerSignIns() {
  const { workspace } = useCurrent();
  const { data = [] } = useQuery(connectionsQuery(workspace.id));
  const signIns = data.filter(({ service }) => service === "mcp");
  if (signIns.length === 0) return null;
  return (
    <Section
      title="MCP servers"
      description="Where you signed in, or somebody did for the workspace. A token is sent to that server alone."
      action={
        <AnchorLink to="/connections/mcp" fz="sm">
          All servers
        </AnchorLink>
      }
    >
      {signIns.map((connection) => (
        <ConnectionRow key={connection.id} connection={connection} connector={asServer} />
      ))}
    </Section>
  );
}
