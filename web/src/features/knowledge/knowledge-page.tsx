import { Button, Group, Stack, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBooks, IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Empty } from "../../design/states/empty.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { ContentTabs } from "../content/content-tabs.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { NewCollectionDialog } from "./new-collection-dialog.tsx";
import { type Collection, collectionsQuery } from "./queries.ts";

/** What agents and people look things up in. */
export function KnowledgePage() {
  const { workspace, can } = useCurrent();
  const [isCreating, creation] = useDisclosure();
  const query = useQuery(collectionsQuery(workspace.id));
  const add = can("knowledge.write") && (
    <Button size="xs" leftSection={<IconPlus size={15} />} onClick={creation.open}>
      New collection
    </Button>
  );
  return (
    <Page title="Knowledge" tabs={<ContentTabs />} actions={add}>
      <Section
        title="Collections"
        description="Documents that agents look things up in. An agent sees only the collections it is given."
      >
        <QueryView query={query}>
          {(collections) =>
            collections.length === 0 ? (
              <Empty icon={IconBooks} title="No collections yet" action={add || undefined}>
                Make one and add documents: PDF, Word, Markdown, HTML, CSV, text, or an address.
              </Empty>
            ) : (
              <Stack gap={0}>
                {collections.map((one) => (
                  <CollectionRow key={one.id} collection={one} />
                ))}
              </Stack>
            )
          }
        </QueryView>
      </Section>
      {isCreating && <NewCollectionDialog onClose={creation.close} />}
    </Page>
  );
}

function CollectionRow({ collection }: { collection: Collection }) {
  const { id, name, description, documents, passages } = collection;
  return (
    <Group justify="space-between" style={{ borderTop: "1px solid var(--line)", padding: "12px 0" }}>
      <div style={{ flex: "1 1 220px", minWidth: 0 }}>
        <AnchorLink to="/content/knowledge/$collectionId" params={{ collectionId: id }} fw={600}>
          {name}
        </AnchorLink>
        {description && (
          <Text fz="sm" c="dimmed" className="anywhere">
            {description}
          </Text>
        )}
      </div>
      <Text fz="sm" c="dimmed">
        {documents} {documents === 1 ? "document" : "documents"} · {passages} passages
      </Text>
    </Group>
  );
}
