import { ActionIcon, Badge, Group, Progress, Table, Text } from "@mantine/core";
import { IconRefresh, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { tellFailure, tellWithUndo } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { describeFound } from "./describe-found.ts";
import { deleteDocument, ingestAgain, isUnderWay, type KnowledgeDocument } from "./queries.ts";

export function DocumentRow({ document }: { document: KnowledgeDocument }) {
  const { id, title, created_at, found } = document;
  const { can } = useCurrent();
  return (
    <Table.Tr>
      <Table.Td>
        <AnchorLink
          to="/content/knowledge/documents/$documentId"
          params={{ documentId: id }}
          fw={500}
          className="anywhere"
        >
          {title}
        </AnchorLink>
      </Table.Td>
      <Table.Td>
        <DocumentState document={document} />
      </Table.Td>
      <Table.Td>{describeFound(found) || "—"}</Table.Td>
      <Table.Td>
        <Time value={created_at} />
      </Table.Td>
      <Table.Td ta="right">{can("knowledge.write") && <Actions document={document} />}</Table.Td>
    </Table.Tr>
  );
}

/** Where it is, and of what failed what to do about it. */
export function DocumentState({ document }: { document: KnowledgeDocument }) {
  const { state, error, passages, embedded, held_back, sandbox } = document;
  if (state === "waiting") return <StatusDot tone="off">Waits for its turn</StatusDot>;
  if (state === "reading") return <StatusDot tone="warn">Is being read</StatusDot>;
  if (state === "embedding")
    return (
      <>
        <StatusDot tone="warn">{`${embedded} of ${passages} passages`}</StatusDot>
        <Progress value={passages === 0 ? 0 : (embedded / passages) * 100} aria-label="Passages with vectors" mt={4} />
      </>
    );
  if (state === "failed")
    return (
      <>
        <StatusDot tone="bad">{error?.title ?? "Failed"}</StatusDot>
        <Text fz="xs" c="dimmed">
          {error?.help}
        </Text>
      </>
    );
  return (
    <>
      <StatusDot tone="good">{`${passages} passages`}</StatusDot> {sandbox && <Badge variant="light">sandbox</Badge>}
      {held_back > 0 && (
        <Text fz="xs" c="dimmed">
          {held_back} kept from the model by the guardrail, and found by their words alone.
        </Text>
      )}
    </>
  );
}

function Actions({ document }: { document: KnowledgeDocument }) {
  const { id, title } = document;
  const client = useQueryClient();
  const reload = () => client.invalidateQueries({ queryKey: ["knowledge"] });
  const again = useMutation({ mutationFn: () => ingestAgain(id), onSuccess: reload, onError: tellFailure });
  const remove = async () => {
    await deleteDocument(id);
    await reload();
  };
  return (
    <Group gap={4} justify="flex-end" wrap="nowrap">
      <ActionIcon
        aria-label={`Read ${title} anew`}
        disabled={isUnderWay(document)}
        loading={again.isPending}
        onClick={() => again.mutate()}
      >
        <IconRefresh size={17} />
      </ActionIcon>
      <ActionIcon
        aria-label={`Delete ${title}`}
        onClick={() => tellWithUndo(`${title} is being deleted.`, remove, () => undefined)}
      >
        <IconTrash size={17} />
      </ActionIcon>
    </Group>
  );
}
