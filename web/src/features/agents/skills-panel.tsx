import { Checkbox, Group, Select, Stack, Text } from "@mantine/core";
import { IconBook2 } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { AnchorLink, ButtonLink } from "../../design/page/links.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { type ListedSkill, skillsQuery } from "../skills/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import type { Agent, AgentSettings } from "./queries.ts";
import { useSettings } from "./use-settings.ts";

type Choice = NonNullable<AgentSettings["skills"]>[number];

/** Which skills an agent has, each at the version it was given. */
export function SkillsPanel({ agent }: { agent: Agent }) {
  const { workspace } = useCurrent();
  const query = useQuery(skillsQuery(workspace.id));
  const { settings, save, error, isBusy } = useSettings(agent);
  const chosen = settings.skills ?? [];
  const keep = (id: string, version: number | undefined) => {
    const has = chosen.some(({ skill_id }) => skill_id === id);
    const kept = chosen.flatMap((one) => {
      if (one.skill_id !== id) return one;
      return version === undefined ? [] : { skill_id: id, version };
    });
    void save({ skills: has || version === undefined ? kept : [...kept, { skill_id: id, version }] });
  };
  return (
    <Section
      title="What it opens when it needs to"
      description="It knows each skill's description, and opens the rest when one fits. Its tools come with it, and no right that you or the person lack."
    >
      <QueryView query={query}>
        {(skills) =>
          skills.length + chosen.length === 0 ? (
            <Empty
              icon={IconBook2}
              title="No skills yet"
              action={<ButtonLink to="/agents/skills">Write or import one</ButtonLink>}
            >
              Skills of the workspace can be given to any of its agents.
            </Empty>
          ) : (
            <Stack>
              {skills.map((skill) => (
                <SkillChoice
                  key={skill.id}
                  skill={skill}
                  choice={chosen.find(({ skill_id }) => skill_id === skill.id)}
                  isBusy={isBusy}
                  onChange={(version) => keep(skill.id, version)}
                />
              ))}
              {chosen
                .filter(({ skill_id }) => !skills.some(({ id }) => id === skill_id))
                .map(({ skill_id }) => (
                  <Checkbox
                    key={skill_id}
                    label="A skill that was deleted"
                    description="The agent works without it."
                    checked
                    disabled={isBusy}
                    onChange={() => keep(skill_id, undefined)}
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

interface SkillChoiceProps {
  skill: ListedSkill;
  choice: Choice | undefined;
  isBusy: boolean;
  onChange: (version: number | undefined) => void;
}

function SkillChoice({ skill, choice, isBusy, onChange }: SkillChoiceProps) {
  const { id, name, description, published, tools } = skill;
  const versions = Array.from({ length: published ?? 0 }, (_, at) => String((published ?? 0) - at));
  return (
    <div>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <Checkbox
          label={name}
          description={description}
          disabled={isBusy || (published === null && !choice)}
          checked={choice !== undefined}
          onChange={({ currentTarget: { checked } }) => onChange(checked ? (published ?? 1) : undefined)}
        />
        <AnchorLink to="/agents/skills/$skillId" params={{ skillId: id }} aria-label={`Open ${name}`}>
          Open
        </AnchorLink>
      </Group>
      <Text fz="xs" c="dimmed" ml={32}>
        {published === null
          ? "Not published yet: read it, then publish it."
          : tools.length > 0 && `Brings ${tools.join(", ")}`}
      </Text>
      {choice && versions.length > 1 && (
        <Select
          size="xs"
          maw={220}
          ml={32}
          mt={6}
          label={`Version of ${name}`}
          data={versions.map((value) => ({ value, label: `Version ${value}` }))}
          value={String(choice.version)}
          allowDeselect={false}
          disabled={isBusy}
          onChange={(value) => value && onChange(Number(value))}
        />
      )}
    </div>
  );
}
