import { Button, Group, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconFileText, IconPencil, IconTrash } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useParams } from "@tanstack/react-router";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { MoreRows } from "../../design/tables/more-rows.tsx";
import { NameDialog } from "../../design/forms/name-dialog.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { ContentTabs } from "../content/content-tabs.tsx";
import { FileDrop } from "../files/file-drop.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { AddressForm } from "./address-form.tsx";
import { DocumentRow } from "./document-row.tsx";
import {
  addDocument,
  type Collection,
  collectionQuery,
  deleteCollection,
  documentsQuery,
  renameCollection,
} from "./queries.ts";
import { SearchSection } from "./search-section.tsx";

/** One collection: its documents, how far each is, and what would be found. */
export function CollectionPage() {
  const { collectionId } = useParams({ from: "/app/content/knowledge/$collectionId" });
  const query = useQuery(collectionQuery(collectionId));
  return (
    <Page title={query.data?.name ?? "Collection"} tabs={<ContentTabs />}>
      <QueryView query={query}>
        {(collection) => (
          <Stack>
            <DocumentsSection collection={collection} />
            <SearchSection collection={collection} />
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function DocumentsSection({ collection }: { collection: Collection }) {
  const { can } = useCurrent();
  const client = useQueryClient();
  const query = useInfiniteQuery(documentsQuery(collection.id));
  const add = async (of: { file_id: string } | { url: string }) => {
    await addDocument(collection.id, of);
    await client.invalidateQueries({ queryKey: ["knowledge"] });
  };
  const mayWrite = can("knowledge.write");
  return (
    <Section
      title="Documents"
      description={collection.description || "Text is read, cut into passages and sealed."}
      action={mayWrite && <CollectionActions collection={collection} />}
    >
      <Stack>
        {mayWrite && <FileDrop belongsTo="workspace" onStored={(file_id) => add({ file_id })} />}
        {mayWrite && <AddressForm onAdd={(url) => add({ url })} />}
        <QueryView query={query}>
          {({ pages }) =>
            pages.every(({ data }) => data.length === 0) ? (
              <Empty icon={IconFileText} title="Nothing in it yet">
                PDF, Word, Markdown, HTML, CSV and plain text. Scans need text recognition first.
              </Empty>
            ) : (
              <DataTable label="Documents" columns={["Document", "State", "Found in it", "Added", ""]} minWidth={680}>
                {pages.flatMap(({ data }) => data.map((one) => <DocumentRow key={one.id} document={one} />))}
              </DataTable>
            )
          }
        </QueryView>
        <MoreRows query={query}>Show more</MoreRows>
      </Stack>
    </Section>
  );
}

function CollectionActions({ collection: { id, name } }: { collection: Collection }) {
  const [isAsking, asking] = useDisclosure();
  const [isNaming, naming] = useDisclosure();
  const client = useQueryClient();
  const navigate = useNavigate();
  const remove = useMutation({
    mutationFn: () => deleteCollection(id),
    onSuccess: async () => {
      await navigate({ to: "/content/knowledge" });
      await client.invalidateQueries({ queryKey: ["knowledge"] });
    },
  });
  return (
    <Group gap="xs">
      <Button size="xs" variant="default" leftSection={<IconPencil size={15} />} onClick={naming.open}>
        Rename
      </Button>
      {isNaming && (
        <NameDialog
          title="Rename the collection"
          name={name}
          onSave={async (to) => {
            await renameCollection(id, to);
            await client.invalidateQueries({ queryKey: ["knowledge"] });
          }}
          onClose={naming.close}
        />
      )}
      <Button size="xs" variant="default" leftSection={<IconTrash size={15} />} onClick={asking.open}>
        Delete collection
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={`Delete ${name}?`}
          action="Delete it all"
          isBusy={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={asking.close}
        >
          Its documents go with their files, passages and vectors. Agents that look here find nothing any more.
        </ConfirmDialog>
      )}
    </Group>
  );
}
