import { Badge, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { type ToolChoice, toolsQuery } from "../agents/queries.ts";
import { ToolRow } from "../agents/tool-row.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { type Skill, updateSkill } from "./queries.ts";
import { useKeepSkill } from "./use-keep-skill.ts";

/** What an agent may use from the moment it opens the skill. */
export function SkillTools({ skill, isReadOnly }: { skill: Skill; isReadOnly: boolean }) {
  const { workspace } = useCurrent();
  const query = useQuery(toolsQuery(workspace.id));
  const keep = useKeepSkill();
  const [error, setError] = useState<unknown>(null);
  const save = async (tools: ToolChoice[]) => {
    setError(null);
    try {
      keep(await updateSkill(skill.id, { tools }));
      tell("Saved in the draft.");
    } catch (failed) {
      setError(failed);
    }
  };
  const change = (name: string, choice: ToolChoice | undefined) => {
    const others = skill.tools.filter((one) => one.name !== name);
    void save(choice ? [...others, choice] : others);
  };
  const names = skill.tools.map(({ name }) => name);
  return (
    <Section
      title="Tools that come with it"
      description="Offered once the skill is opened. They widen nobody’s rights, and the agent’s own choice for a tool counts before this."
    >
      {isReadOnly ? (
        <Names names={names} />
      ) : (
        <QueryView query={query}>
          {(tools) => (
            <Stack gap={0}>
              <Names names={names.filter((name) => !tools.some((tool) => tool.name === name))} />
              {tools.map((tool) => (
                <ToolRow
                  key={tool.name}
                  tool={tool}
                  choice={skill.tools.find(({ name }) => name === tool.name)}
                  onChange={(choice) => change(tool.name, choice)}
                />
              ))}
            </Stack>
          )}
        </QueryView>
      )}
      {error !== null && <ErrorNotice error={error} />}
    </Section>
  );
}

/** Those that are not there for whoever looks, such as another's connection. */
function Names({ names }: { names: readonly string[] }) {
  if (names.length === 0) return null;
  return (
    <Group gap="xs" mb="xs">
      <Text fz="sm">It names:</Text>
      {names.map((name) => (
        <Badge key={name} color="gray" tt="none">
          {name}
        </Badge>
      ))}
    </Group>
  );
}
