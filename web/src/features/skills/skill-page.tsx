import { Alert, Button, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { DownloadButton } from "../../design/forms/download-button.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { tell } from "../../design/states/tell.tsx";
import { AgentsTabs } from "../agents/agents-tabs.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { DeleteSkillDialog } from "./delete-skill-dialog.tsx";
import { ImportButton } from "./import-button.tsx";
import { downloadSkill, publishSkill, type Skill, skillQuery, updateSkill } from "./queries.ts";
import { SkillFiles } from "./skill-files.tsx";
import { SkillForm } from "./skill-form.tsx";
import { SkillTools } from "./skill-tools.tsx";
import { SkillVersions } from "./skill-versions.tsx";
import { useKeepSkill } from "./use-keep-skill.ts";

/** One skill: what it says, its files and tools, and what it was. */
export function SkillPage() {
  const { skillId } = useParams({ from: "/app/agents/skills/$skillId" });
  const query = useQuery(skillQuery(skillId));
  return (
    <Page title={query.data?.name ?? "Skill"} tabs={<AgentsTabs />} narrow>
      <QueryView query={query} skeleton={<TextSkeleton lines={6} />}>
        {(skill) => <SkillEditor key={skill.id} skill={skill} />}
      </QueryView>
    </Page>
  );
}

function SkillEditor({ skill }: { skill: Skill }) {
  const { can } = useCurrent();
  const keep = useKeepSkill();
  const mayWrite = can("agents.write");
  return (
    <Stack>
      <Publishing skill={skill} />
      <Section title="What it says">
        <SkillForm
          key={`${skill.name} ${skill.version}`}
          draft={skill}
          action="Save draft"
          isReadOnly={!mayWrite}
          onSave={async (draft) => {
            keep(await updateSkill(skill.id, draft));
            tell("Saved in the draft.");
          }}
        />
      </Section>
      <SkillFiles skill={skill} isReadOnly={!mayWrite} />
      <SkillTools skill={skill} isReadOnly={!mayWrite} />
      <SkillVersions skillId={skill.id} />
      {mayWrite && <Deleting skill={skill} />}
    </Stack>
  );
}

function Publishing({ skill: { id, name, origin, published } }: { skill: Skill }) {
  const { can } = useCurrent();
  const keep = useKeepSkill();
  const client = useQueryClient();
  const publish = useMutation({
    mutationFn: () => publishSkill(id),
    onSuccess: async (changed) => {
      keep(changed);
      await client.invalidateQueries({ queryKey: ["skill-versions", id] });
      tell(`Version ${changed.published} can be given to agents.`);
    },
  });
  return (
    <Section
      title={published === null ? "Not published yet" : `Version ${published} is the newest`}
      description="No agent is told a word of a draft. Agents go on with the version they were given."
      action={
        <Group gap="xs">
          <DownloadButton name={`${name}.zip`} fetchFile={() => downloadSkill(id)} leftSection={null}>
            Export
          </DownloadButton>
          {can("agents.write") && <ImportButton skillId={id} />}
          {can("agents.write") && (
            <Button size="xs" loading={publish.isPending} onClick={() => publish.mutate()}>
              Publish
            </Button>
          )}
        </Group>
      }
    >
      {origin === "imported" && (
        <Alert color="yellow" title="Somebody else wrote this">
          Read all of it, its files too, before you publish it: from then on agents take it for the workspace’s own
          word.
        </Alert>
      )}
      {publish.error && <ErrorNotice error={publish.error} />}
    </Section>
  );
}

function Deleting({ skill }: { skill: Skill }) {
  const [isAsking, asking] = useDisclosure();
  return (
    <Section
      title="Delete this skill"
      description="With all its versions. Agents that have it work without it from their next run on."
      danger
      action={
        <Button size="xs" variant="outline" color="red" c="var(--bad)" onClick={asking.open}>
          Delete…
        </Button>
      }
    >
      {isAsking && <DeleteSkillDialog skill={skill} onClose={asking.close} />}
    </Section>
  );
}
