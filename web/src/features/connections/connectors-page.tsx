import { Stack } from "@mantine/core";
import { IconPlug } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ConnectionsTabs } from "./connections-tabs.tsx";
import { ConnectorSection } from "./connector-section.tsx";
import { connectorsQuery } from "./queries.ts";
import { ServerSignIns } from "./server-sign-ins.tsx";

/** Accounts elsewhere that agents may use, each with what it is allowed. */
export function ConnectorsPage() {
  const { workspace } = useCurrent();
  const query = useQuery(connectorsQuery(workspace.id));
  return (
    <Page title="Connections" tabs={<ConnectionsTabs />}>
      <QueryView query={query}>
        {(connectors) => {
          const offered = connectors.filter(({ is_offered }) => is_offered);
          return (
            <Stack>
              {offered.length === 0 && (
                <Empty icon={IconPlug} title="No service can be connected yet">
                  The operator registers this deployment once with GitHub, Google or Slack. After that everybody
                  connects their own account here, for their own agents, and takes it back whenever they like.
                </Empty>
              )}
              {offered.map((connector) => (
                <ConnectorSection key={connector.service} connector={connector} />
              ))}
              <ServerSignIns />
            </Stack>
          );
        }}
      </QueryView>
    </Page>
  );
}
