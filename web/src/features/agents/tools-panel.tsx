import { Stack } from "@mantine/core";
import { IconTools } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { type Agent, type ToolChoice, toolsQuery } from "./queries.ts";
import { ToolRow } from "./tool-row.tsx";
import { useSettings } from "./use-settings.ts";

export function ToolsPanel({ agent }: { agent: Agent }) {
  const { workspace } = useCurrent();
  const query = useQuery(toolsQuery(workspace.id));
  const { settings, save, error } = useSettings(agent);
  const keep = (name: string, choice: ToolChoice | undefined) => {
    const others = settings.tools.filter((one) => one.name !== name);
    void save({ tools: choice ? [...others, choice] : others });
  };
  return (
    <Section
      title="What it may use"
      description="With tools it works in steps. It does no more than you may, nor than the person it works for."
    >
      <QueryView query={query}>
        {(tools) =>
          tools.length === 0 ? (
            <Empty icon={IconTools} title="No tools here">
              Connect something, and what it can do appears here.
            </Empty>
          ) : (
            <Stack gap={0}>
              {tools.map((tool) => (
                <ToolRow
                  key={tool.name}
                  tool={tool}
                  choice={settings.tools.find(({ name }) => name === tool.name)}
                  onChange={(choice) => keep(tool.name, choice)}
                />
              ))}
            </Stack>
          )
        }
      </QueryView>
      {error !== null && <ErrorNotice error={error} />}
    </Section>
  );
}
