import { Alert, Group, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { ButtonLink } from "../../design/page/links.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { LevelBadge } from "./level-badge.tsx";
import { classesQuery } from "./queries.ts";
import { findWords } from "./words.ts";

/** What happens to each data class. The policy says so; here it is shown. */
export function ClassesSection() {
  const { workspace, can } = useCurrent();
  const query = useQuery(classesQuery(workspace.id));
  const change = can("policy.write") && (
    <ButtonLink to="/trust/policy" size="xs" variant="default">
      Change in the policy
    </ButtonLink>
  );
  return (
    <Section
      title="What is looked for"
      description="Before a text leaves for a model, a webhook or a mailbox, it is read for these. The policy says what happens to each."
      action={change}
    >
      <NotCaught />
      <QueryView query={query}>
        {({ data }) => (
          <ul aria-label="Data classes" style={{ listStyle: "none", margin: 0, padding: 0 }}>
            {data
              .filter(({ ruled_by }) => ruled_by !== null)
              .map(({ class: id, words, level, found_by }) => (
                <li key={id} style={{ borderTop: "1px solid var(--line)", padding: "8px 0" }}>
                  <Group justify="space-between" wrap="nowrap" gap="xs">
                    <div>
                      <Text fz="sm">{words}</Text>
                      <Text fz="xs" c="dimmed">
                        found {findWords[found_by]}
                      </Text>
                    </div>
                    <LevelBadge level={level} />
                  </Group>
                </li>
              ))}
          </ul>
        )}
      </QueryView>
    </Section>
  );
}

/** Said here, where people decide to rely on it. */
export function NotCaught() {
  return (
    <Alert color="yellow" icon={<IconInfoCircle size={18} />} title="Not everything is found" mb="md">
      <Text fz="sm">
        Names and places in free text are found often, not always. Not found at all: numbers that neither form nor a
        word beside them tells, what is in pictures and archives, words of other languages, and what makes a person
        known without naming them. For what must never leave, set its class to <em>block</em>, or use a route that goes
        only to servers of your own.
      </Text>
      <Group gap="xs" mt="xs">
        <ButtonLink to="/trust/policy" size="compact-sm" variant="default">
          Block a class
        </ButtonLink>
        <ButtonLink to="/connections" size="compact-sm" variant="default">
          Use a server of your own
        </ButtonLink>
      </Group>
    </Alert>
  );
}
