import { Button, Group, Stack, TextInput } from "@mantine/core";
import { IconBulb } from "@tabler/icons-react";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Empty } from "../../design/states/empty.tsx";
import { MoreRows } from "../../design/tables/more-rows.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { tellFailure } from "../../design/states/tell.tsx";
import { agentsQuery } from "../agents/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { MemoryRow } from "./memory-row.tsx";
import { addMemory, memoriesKey, memoriesQuery } from "./queries.ts";

/** What one agent, or any of the workspace, remembers of oneself. */
export function MemoryList({ agentId }: { agentId?: string }) {
  const { workspace, can } = useCurrent();
  const query = useInfiniteQuery(memoriesQuery(workspace.id, agentId));
  const { data: agents } = useQuery({ ...agentsQuery(workspace.id), enabled: agentId === undefined });
  const nameOf = (id: string) => agents?.find((one) => one.id === id)?.name;
  return (
    <Stack gap="xs">
      {agentId !== undefined && can("memories.write") && <NewMemory agentId={agentId} />}
      <QueryView query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ data }) => data);
          if (rows.length === 0)
            return (
              <Empty icon={IconBulb} title="Nothing is remembered">
                What you tell an agent that remembers appears here, with the message it came from.
              </Empty>
            );
          return (
            <div role="list">
              {rows.map((memory) => (
                <MemoryRow key={memory.id} memory={memory} agentName={nameOf(memory.agent_id)} />
              ))}
            </div>
          );
        }}
      </QueryView>
      <MoreRows query={query} />
    </Stack>
  );
}

function NewMemory({ agentId }: { agentId: string }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const [text, setText] = useState("");
  const add = useMutation({
    mutationFn: () => addMemory({ agent_id: agentId, text: text.trim() }),
    onSuccess: async () => {
      setText("");
      await client.invalidateQueries({ queryKey: memoriesKey(workspace.id) });
    },
    onError: tellFailure,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim() !== "") add.mutate();
      }}
    >
      <Group align="flex-end" gap="xs">
        <TextInput
          label="Something to remember of you"
          maxLength={500}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: "1 1 220px" }}
        />
        <Button type="submit" disabled={text.trim() === ""} loading={add.isPending}>
          Add
        </Button>
      </Group>
    </form>
  );
}
