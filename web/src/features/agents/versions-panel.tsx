import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ChangeView } from "../../design/text/change-view.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { type Agent, type AgentVersion, publishAgent, versionsQuery } from "./queries.ts";
import { useKeepAgent } from "./use-keep-agent.ts";

export function VersionsPanel({ agent }: { agent: Agent }) {
  const query = useQuery(versionsQuery(agent.id));
  return (
    <Section title="Versions" description="What was published stays as it was. Going back uses an older one again.">
      <QueryView query={query}>
        {(versions) =>
          versions.length === 0 ? (
            <Empty icon={IconHistory} title="Nothing published yet">
              Publish the draft, and each version is kept here with what changed.
            </Empty>
          ) : (
            <Stack gap={0}>
              {versions.map((version) => (
                <VersionRow key={version.id} version={version} />
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}

function VersionRow({ version }: { version: AgentVersion }) {
  const { can } = useCurrent();
  const keep = useKeepAgent();
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const goBack = async () => {
    keep(await publishAgent(version.agent_id, version.id));
    await client.invalidateQueries({ queryKey: ["agent-versions", version.agent_id] });
    tell(`Version ${version.number} is in use again.`);
  };
  return (
    <div style={{ borderTop: "1px solid var(--line)", padding: "12px 0" }}>
      <Group justify="space-between">
        <Group gap="xs">
          <Text fz="sm" fw={600}>
            Version {version.number}
          </Text>
          {version.in_use && <Badge>in use</Badge>}
          <Text fz="sm" c="dimmed">
            <Time value={version.created_at} />
          </Text>
        </Group>
        {!version.in_use && can("agents.write") && (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => {
              setError(null);
              goBack().catch(setError);
            }}
          >
            Go back to it
          </Button>
        )}
      </Group>
      {version.skills_gone.length > 0 && (
        <Text fz="sm" c="var(--bad)">
          {version.skills_gone.length === 1
            ? "It used a skill that was deleted, and works without it."
            : `It used ${version.skills_gone.length} skills that were deleted, and works without them.`}
        </Text>
      )}
      {version.number > 1 && version.changes.map((change) => <ChangeView key={change.field} change={change} />)}
      {error !== null && <ErrorNotice error={error} />}
    </div>
  );
}
