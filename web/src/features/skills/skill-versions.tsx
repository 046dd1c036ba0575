import { Badge, Group, Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ChangeView } from "../../design/text/change-view.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { type SkillVersion, skillVersionsQuery } from "./queries.ts";

/** What was published, and what each version changed. */
export function SkillVersions({ skillId }: { skillId: string }) {
  const query = useQuery(skillVersionsQuery(skillId));
  return (
    <Section title="Versions" description="Each stays as it was published. An agent names the one it uses.">
      <QueryView query={query}>
        {(versions) =>
          versions.length === 0 ? (
            <Text fz="sm">Nothing is published yet.</Text>
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

function VersionRow({ version: { number, origin, created_at, changes } }: { version: SkillVersion }) {
  return (
    <div style={{ borderTop: "1px solid var(--line)", padding: "12px 0" }}>
      <Group gap="xs">
        <Text fz="sm" fw={600}>
          Version {number}
        </Text>
        {origin === "imported" && <Badge color="gray">Imported</Badge>}
        <Text fz="sm" c="dimmed">
          <Time value={created_at} />
        </Text>
      </Group>
      {number > 1 && changes.map((change) => <ChangeView key={change.field} change={change} />)}
    </div>
  );
}
