import { Text } from "@mantine/core";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { McpServerActions } from "./mcp-server-actions.tsx";
import { McpToolRow } from "./mcp-tool-row.tsx";
import type { McpServer } from "./queries.ts";
import { ServerSignIn } from "./server-sign-in.tsx";
import { useMcpServer } from "./use-mcp-server.ts";

const failures: Record<string, string> = {
  "mcp_servers.unauthorized": "It does not take the secret",
  "mcp_servers.forbidden": "It does not let the secret in",
  "mcp_servers.not_found": "There is nothing at its address",
};

/** Nobody is asked for whoever has not signed in. */
const lacksSignIn = ({ sign_in, signed_in }: McpServer) => sign_in !== "none" && signed_in?.state !== "working";

/** One server: whether it is there, and what it says of its tools. */
export function McpServerSection({ server }: { server: McpServer }) {
  const { name, url, owner, tools, state, failure_code, checked_at, used_at } = server;
  const { act, keep, toggle } = useMcpServer(server);
  const { can } = useCurrent();
  const isShut = lacksSignIn(server);
  const mayChange = can(owner === "workspace" ? "connections.share" : "connections.write");
  return (
    <Section
      title={name}
      description={
        <span className="anywhere">
          {url}. {owner === "person" ? "Yours alone." : "The workspace’s: everybody’s agents may use it."}
        </span>
      }
      action={
        <StatusDot tone={state === "working" && !isShut ? "good" : "warn"}>
          {isShut
            ? "Waits for a sign-in"
            : state === "working"
              ? "Works"
              : (failures[failure_code ?? ""] ?? "Did not answer")}
        </StatusDot>
      }
    >
      <Text fz="xs" c="dimmed">
        Last seen alive <Time value={checked_at} />
        {used_at && ", last used "}
        {used_at && <Time value={used_at} />}
      </Text>
      <ServerSignIn server={server} act={act} />
      {mayChange && <McpServerActions server={server} act={act} keep={keep} />}
      {act.error !== null && <ErrorNotice error={act.error} />}
      {tools.length === 0 && (
        <Text fz="sm" c="dimmed">
          {isShut ? "What tools it has is found out once somebody has signed in." : "It tells of no tools."}
        </Text>
      )}
      {tools.map((tool) => (
        <McpToolRow
          key={tool.title}
          tool={tool}
          server={name}
          isBusy={act.isPending}
          {...(mayChange && { onToggle: () => toggle(tool) })}
        />
      ))}
    </Section>
  );
}
