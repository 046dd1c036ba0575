import { ActionIcon, Badge, Button, Group, Text, Textarea, Tooltip } from "@mantine/core";
import { IconPencil, IconPin, IconPinFilled, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { AnchorLink } from "../../design/page/links.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { changeMemory, forgetMemory, memoriesKey, type Memory } from "./queries.ts";

/** One thing that an agent remembers, with where it is from. */
export function MemoryRow({ memory, agentName }: { memory: Memory; agentName: string | undefined }) {
  const [isEditing, setEditing] = useState(false);
  const isOver = memory.status === "superseded";
  return (
    <div role="listitem" style={{ borderTop: "1px solid var(--line)", padding: "10px 0" }}>
      {isEditing ? (
        <Correction memory={memory} onClose={() => setEditing(false)} />
      ) : (
        <Group justify="space-between" align="flex-start" wrap="nowrap" gap="xs">
          <div style={{ minWidth: 0 }}>
            <Text className="anywhere" {...(isOver && { c: "dimmed", td: "line-through" })}>
              {memory.text}
            </Text>
            <Origin memory={memory} agentName={agentName} />
          </div>
          <Actions memory={memory} onEdit={() => setEditing(true)} />
        </Group>
      )}
    </div>
  );
}

const sources: Record<Memory["source"], string> = {
  extracted: "From what you said",
  tool: "Noted by the agent",
  written: "Written by you",
};

function Origin({ memory, agentName }: { memory: Memory; agentName: string | undefined }) {
  return (
    <Group gap={8} mt={2}>
      <Text fz="xs" c="dimmed">
        {agentName === undefined ? "" : `${agentName} · `}
        {sources[memory.source]} · <Time value={memory.created_at} />
        {memory.superseded_at !== null && (
          <>
            {" "}
            · no longer so since <Time value={memory.superseded_at} />
          </>
        )}
      </Text>
      {memory.conversation_id !== null && (
        <AnchorLink fz="xs" to="/conversations/$conversationId" params={{ conversationId: memory.conversation_id }}>
          Where it was said
        </AnchorLink>
      )}
      {memory.untrusted && (
        <Tooltip label="Words from outside were in context when it was noted: the agent doubts it.">
          <Badge color="orange" variant="light" tabIndex={0}>
            doubtful
          </Badge>
        </Tooltip>
      )}
      {memory.sandbox && <Badge variant="light">sandbox</Badge>}
    </Group>
  );
}

function Actions({ memory, onEdit }: { memory: Memory; onEdit: () => void }) {
  const { workspace, can } = useCurrent();
  const client = useQueryClient();
  const renew = () => client.invalidateQueries({ queryKey: memoriesKey(workspace.id) });
  const pin = useMutation({
    mutationFn: () => changeMemory(memory.id, { pinned: !memory.pinned }),
    onSuccess: renew,
    onError: tellFailure,
  });
  const forget = useMutation({
    mutationFn: () => forgetMemory(memory.id),
    onSuccess: async () => {
      await renew();
      tell("Forgotten. The message it came from is not told to the agent any more.");
    },
    onError: tellFailure,
  });
  if (!can("memories.write")) return null;
  const isActive = memory.status === "active";
  return (
    <Group gap={2} wrap="nowrap">
      {isActive && (
        <>
          <ActionIcon
            aria-label={memory.pinned ? `Unpin: ${memory.text}` : `Pin: ${memory.text}`}
            aria-pressed={memory.pinned}
            loading={pin.isPending}
            onClick={() => pin.mutate()}
          >
            {memory.pinned ? <IconPinFilled size={15} /> : <IconPin size={15} />}
          </ActionIcon>
          <ActionIcon aria-label={`Correct: ${memory.text}`} onClick={onEdit}>
            <IconPencil size={15} />
          </ActionIcon>
        </>
      )}
      <ActionIcon aria-label={`Forget: ${memory.text}`} loading={forget.isPending} onClick={() => forget.mutate()}>
        <IconTrash size={15} />
      </ActionIcon>
    </Group>
  );
}

function Correction({ memory, onClose }: { memory: Memory; onClose: () => void }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const [text, setText] = useState(memory.text);
  const save = useMutation({
    mutationFn: () => changeMemory(memory.id, { text: text.trim() }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: memoriesKey(workspace.id) });
      onClose();
    },
    onError: tellFailure,
  });
  return (
    <>
      <Textarea
        label="What is so"
        description="What it said before stays below, marked as no longer so, until you forget it."
        autosize
        autoFocus
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => event.key === "Escape" && onClose()}
      />
      <Group justify="flex-end" gap="xs" mt={8}>
        <Button size="xs" variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button size="xs" disabled={text.trim() === ""} loading={save.isPending} onClick={() => save.mutate()}>
          Save
        </Button>
      </Group>
    </>
  );
}
