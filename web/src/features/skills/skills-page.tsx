import { Badge, Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBook2, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { AgentsTabs } from "../agents/agents-tabs.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ImportButton } from "./import-button.tsx";
import { NewSkillDialog } from "./new-skill-dialog.tsx";
import { type ListedSkill, skillsQuery } from "./queries.ts";

/** What agents of the workspace can be given to open when they need it. */
export function SkillsPage() {
  const { workspace, can } = useCurrent();
  const [isCreating, creation] = useDisclosure();
  const query = useQuery(skillsQuery(workspace.id));
  const add = can("agents.write") && (
    <Group gap="xs">
      <ImportButton />
      <Button size="xs" leftSection={<IconPlus size={15} />} onClick={creation.open}>
        New skill
      </Button>
    </Group>
  );
  return (
    <Page title="Agents" tabs={<AgentsTabs />} actions={add}>
      <Section
        title="Skills"
        description="Instructions for one kind of task, with files and tools. An agent knows the description and opens the rest when it fits."
      >
        <QueryView query={query}>
          {(skills) =>
            skills.length === 0 ? (
              <Empty icon={IconBook2} title="No skills yet">
                Write one, or import an Agent Skills folder: a zip with a SKILL.md. What comes from outside is a draft
                until somebody here has read and published it.
              </Empty>
            ) : (
              <Stack gap={0}>
                {skills.map((skill) => (
                  <SkillRow key={skill.id} skill={skill} />
                ))}
              </Stack>
            )
          }
        </QueryView>
      </Section>
      {isCreating && <NewSkillDialog onClose={creation.close} />}
    </Page>
  );
}

function SkillRow({ skill }: { skill: ListedSkill }) {
  const { id, name, description, origin, published, files, tools } = skill;
  return (
    <Group justify="space-between" style={{ borderTop: "1px solid var(--line)", padding: "12px 0" }}>
      <div style={{ flex: "1 1 220px", minWidth: 0 }}>
        <AnchorLink to="/agents/skills/$skillId" params={{ skillId: id }} fw={600} className="anywhere">
          {name}
        </AnchorLink>
        <Text fz="sm" c="dimmed" className="anywhere" lineClamp={2}>
          {description}
        </Text>
        <Text fz="xs" c="dimmed">
          {files} {files === 1 ? "file" : "files"} · {tools.length} {tools.length === 1 ? "tool" : "tools"}
        </Text>
      </div>
      <Group gap="xs">
        {origin === "imported" && <Badge color="gray">Imported</Badge>}
        <Badge color={published === null ? "yellow" : "green"}>
          {published === null ? "Draft" : `Version ${published}`}
        </Badge>
      </Group>
    </Group>
  );
}
