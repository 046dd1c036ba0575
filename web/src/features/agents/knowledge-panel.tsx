import { Checkbox, Stack } from "@mantine/core";
import { IconBooks } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { collectionsQuery } from "../knowledge/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import type { Agent } from "./queries.ts";
import { useSettings } from "./use-settings.ts";

const tool = "search_knowledge";

/** Which collections an agent looks things up in. */
export function KnowledgePanel({ agent }: { agent: Agent }) {
  const { workspace } = useCurrent();
  const query = useQuery(collectionsQuery(workspace.id));
  const { settings, save, error, isBusy } = useSettings(agent);
  const choice = settings.tools.find(({ name }) => name === tool);
  const others = settings.tools.filter(({ name }) => name !== tool);
  const given = readIds(choice?.settings["collections"]);
  const keep = (collections: string[]) => {
    const usual = { name: tool, approval: "usual", when_untrusted: "narrow", settings: {} } as const;
    const kept = { ...usual, ...choice, settings: { collections } };
    void save({ tools: collections.length > 0 ? [...others, kept] : others });
  };
  return (
    <Section
      title="What it looks things up in"
      description="It searches these by itself and says where it found what. What stands in a document is never an order to it."
    >
      <QueryView query={query}>
        {(collections) =>
          collections.length === 0 ? (
            <Empty
              icon={IconBooks}
              title="No collections yet"
              action={<ButtonLink to="/content/knowledge">Add documents</ButtonLink>}
            >
              Collections of the workspace can be given to any of its agents.
            </Empty>
          ) : (
            <Stack gap="xs">
              {collections.map(({ id, name, description, documents }) => (
                <Checkbox
                  key={id}
                  label={name}
                  description={description || `${documents} documents`}
                  disabled={isBusy}
                  checked={given.includes(id)}
                  onChange={({ currentTarget: { checked } }) =>
                    keep(checked ? [...given, id] : given.filter((one) => one !== id))
                  }
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

const readIds = (ids: unknown): string[] =>
  Array.isArray(ids) ? ids.filter((id): id is string => typeof id === "string") : [];
