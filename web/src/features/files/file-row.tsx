import { ActionIcon, Badge, Group, Table, Text } from "@mantine/core";
import { IconDownload, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { use } from "react";
import { formatBytes } from "../../design/format.ts";
import { LocaleContext } from "../../design/locale.ts";
import { saveBlob } from "../../design/save-blob.ts";
import { tellFailure, tellWithUndo } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { deleting } from "./deleting.ts";
import { deleteFile, fetchContent, type StoredFile } from "./queries.ts";

export function FileRow({ file }: { file: StoredFile }) {
  const { can } = useCurrent();
  const { locale } = use(LocaleContext);
  const remove = useRemove(file);
  const download = useMutation({
    mutationFn: () => fetchContent(file.id),
    onSuccess: (content) => saveBlob(content, file.name),
    onError: tellFailure,
  });
  return (
    <Table.Tr>
      <Table.Td>
        <Text fz="sm" fw={500} className="anywhere">
          {file.name}
        </Text>
        <State file={file} />
      </Table.Td>
      <Table.Td>{file.type ?? "—"}</Table.Td>
      <Table.Td>{file.bytes === null ? "—" : formatBytes(file.bytes, locale)}</Table.Td>
      <Table.Td>
        <Time value={file.created_at} />
      </Table.Td>
      <Table.Td ta="right">
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <ActionIcon
            aria-label={`Download ${file.name}`}
            disabled={file.state !== "stored"}
            loading={download.isPending}
            onClick={() => download.mutate()}
          >
            <IconDownload size={17} />
          </ActionIcon>
          {can("files.write") && (
            <ActionIcon aria-label={`Delete ${file.name}`} onClick={remove}>
              <IconTrash size={17} />
            </ActionIcon>
          )}
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

function State({ file: { state } }: { file: StoredFile }) {
  if (state === "stored") return null;
  if (state === "empty") return <Badge color="gray">No content came</Badge>;
  return (
    <>
      <Badge color="red">Damaged</Badge>
      <Text fz="xs" c="dimmed">
        Its content is missing or changed in the store. Upload it again, or ask your operator to restore the store.
      </Text>
    </>
  );
}

/** Gone from sight at once, deleted when the time to undo has passed. */
function useRemove({ id, name, belongs_to }: StoredFile): () => void {
  const client = useQueryClient();
  const { workspace } = useCurrent();
  return () => {
    const remove = async () => {
      await deleteFile(id);
      await client.invalidateQueries({ queryKey: ["files", workspace.id, belongs_to] });
    };
    deleting.hide(id);
    tellWithUndo(`${name} deleted.`, remove, () => deleting.show(id));
  };
}
