import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useState } from "react";
import { type Connection, followStream } from "../../event-stream/follow-stream.ts";
import type { ServerEvent } from "../../event-stream/parse-event-stream.ts";
import { type Conversation, conversationQuery, listMessages, type Message, openStream } from "./queries.ts";
import { applyDelta, type Delta, isUnfinished, mergeMessages, type Thread } from "./thread.ts";

const threadKey = (id: string) => ["thread", id, "messages"];
const olderKey = (id: string) => ["thread", id, "older"];

/** The messages of a conversation, kept in step with the server and with every other tab. */
export function useThread(conversationId: string) {
  const client = useQueryClient();
  // Read only once the stream is open, so that nothing can happen unseen between the two.
  const query = useQuery({
    queryKey: threadKey(conversationId),
    queryFn: () => readLatest(client, conversationId),
    // Events that arrive while the list is on its way must survive it.
    structuralSharing: (known, told) => mergeMessages((known as Thread | undefined) ?? [], told as Thread),
    enabled: false,
  });
  const older = useQuery<string | null>({ queryKey: olderKey(conversationId), enabled: false });
  const follow = useFollow(conversationId, query.refetch);
  const add = useCallback((messages: Thread) => tell(client, conversationId, messages), [client, conversationId]);
  const readOlder = useCallback(() => readBefore(client, conversationId), [client, conversationId]);
  return {
    messages: query.data,
    hasOlder: Boolean(older.data),
    connection: follow.connection,
    isDeleted: follow.isDeleted,
    error: query.error ?? follow.error,
    refetch: query.refetch,
    add,
    readOlder,
  };
}

function useFollow(conversationId: string, refetch: () => Promise<unknown>) {
  const client = useQueryClient();
  const [connection, setConnection] = useState<Connection>("connecting");
  const [isDeleted, setDeleted] = useState(false);
  const [error, setError] = useState<unknown>(null);
  useEffect(() => {
    const stop = new AbortController();
    const onConnection = (now: Connection, cause?: unknown) => {
      setConnection(now);
      setError(cause ?? null);
      if (now === "live") void refetch();
    };
    const onEvent = (event: ServerEvent) => {
      if (event.type === "deleted") setDeleted(true);
      else if (!takeEvent(client, conversationId, event)) void refetch();
    };
    void followStream(
      (last, signal) => openStream(conversationId, last, signal),
      { onConnection, onEvent },
      stop.signal,
    );
    return () => stop.abort();
  }, [client, conversationId, refetch]);
  return { connection, isDeleted, error };
}

async function readLatest(client: QueryClient, id: string): Promise<Thread> {
  const page = await listMessages(id);
  const isFirstRead = client.getQueryData(olderKey(id)) === undefined;
  if (isFirstRead) client.setQueryData(olderKey(id), page.next_cursor);
  return page.data;
}

async function readBefore(client: QueryClient, id: string): Promise<void> {
  const page = await listMessages(id, client.getQueryData<string>(olderKey(id)));
  client.setQueryData(olderKey(id), page.next_cursor);
  tell(client, id, page.data);
}

/** False when the event can't be applied and the list must be read again. */
function takeEvent(client: QueryClient, id: string, event: ServerEvent): boolean {
  if (event.type === "message") {
    const message = JSON.parse(event.data) as Message;
    tell(client, id, [message]);
    // The first message names a conversation and the end of an answer makes it idle; neither has an event of its own.
    if (!isUnfinished(message)) void refreshConversation(client, id);
  }
  if (event.type === "delta") {
    const thread = client.getQueryData<Thread>(threadKey(id)) ?? [];
    const next = applyDelta(thread, JSON.parse(event.data) as Delta);
    if (next === "gap") return false;
    client.setQueryData<Thread>(threadKey(id), next);
  }
  if (event.type === "conversation") {
    client.setQueryData(conversationQuery(id).queryKey, JSON.parse(event.data) as Conversation);
    void refreshConversation(client, id);
  }
  return true;
}

async function refreshConversation(client: QueryClient, id: string): Promise<void> {
  await Promise.all([
    client.invalidateQueries(conversationQuery(id)),
    client.invalidateQueries({ queryKey: ["conversations"] }),
  ]);
}

function tell(client: QueryClient, id: string, messages: Thread): void {
  client.setQueryData<Thread>(threadKey(id), (thread) => mergeMessages(thread ?? [], messages));
}
