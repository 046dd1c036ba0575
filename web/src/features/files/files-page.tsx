import { SegmentedControl, Stack } from "@mantine/core";
import { IconFiles } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { DataTable } from "../../design/tables/data-table.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { MoreRows } from "../../design/tables/more-rows.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useStore } from "../../design/signal.ts";
import { ContentTabs } from "../content/content-tabs.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { deleting } from "./deleting.ts";
import { FileDrop } from "./file-drop.tsx";
import { FileRow } from "./file-row.tsx";
import { type Belonging, filesQuery, type StoredFile } from "./queries.ts";

/** The files of the workspace, and one's own. */
export function FilesPage() {
  const { workspace, can } = useCurrent();
  const [belongsTo, setBelongsTo] = useState<Belonging>("workspace");
  const query = useInfiniteQuery(filesQuery(workspace.id, belongsTo));
  return (
    <Page title="Files" tabs={<ContentTabs />}>
      <Section
        title={belongsTo === "workspace" ? `Files of ${workspace.name}` : "Your own files"}
        description={
          belongsTo === "workspace"
            ? "Everybody in the workspace who may see files sees these."
            : "Nobody else sees these, not even in this workspace."
        }
        action={
          <SegmentedControl
            size="xs"
            aria-label="Whose files"
            value={belongsTo}
            onChange={(value) => setBelongsTo(value)}
            data={[
              { value: "workspace", label: "Workspace" },
              { value: "me", label: "Only me" },
            ]}
          />
        }
      >
        <Stack>
          {can("files.write") && <FileDrop key={`${workspace.id} ${belongsTo}`} belongsTo={belongsTo} />}
          <QueryView query={query}>{({ pages }) => <FileList files={pages.flatMap(({ data }) => data)} />}</QueryView>
          <MoreRows query={query}>Show more</MoreRows>
        </Stack>
      </Section>
    </Page>
  );
}

function FileList({ files }: { files: StoredFile[] }) {
  const hidden = useStore(deleting);
  const shown = files.filter(({ id }) => !hidden.has(id));
  if (shown.length === 0)
    return (
      <Empty icon={IconFiles} title="No files yet">
        Documents and images that agents read and that you publish. The type is found in the content, never taken from
        the name.
      </Empty>
    );
  return (
    <DataTable label="Files" columns={["Name", "Type", "Size", "Added", ""]} minWidth={640}>
      {shown.map((file) => (
        <FileRow key={file.id} file={file} />
      ))}
    </DataTable>
  );
}
