import { queryOptions } from "@tanstack/react-query";
import { api, open, type Page } from "../../api.ts";

export interface Conversation {
  id: string;
  agent_id: string;
  title: string | null;
  created_at: string;
  updated_at: string;
  state: "idle" | "answering";
}

export interface Message {
  id: string;
  role: "user" | "assistant";
  state: "queued" | "streaming" | "complete" | "stopped" | "failed";
  text: string;
  sandbox: boolean;
  model: string | null;
  error?: { code: string; title: string; help?: string } | null;
  created_at: string;
  superseded: boolean;
  generation?: { tokens_in: number; tokens_out: number; model: string; latency_ms: number } | null;
}

const pathOf = (conversationId: string) => ({ path: { conversation_id: conversationId } });
const messagePathOf = (messageId: string) => ({ path: { message_id: messageId } });

export const conversationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["conversations", workspaceId],
    queryFn: async () =>
      (await api.GET<Page<Conversation>>("/conversations", { params: { query: { limit: 100 } } })).data.data,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: async () => (await api.GET<Conversation>("/conversations/{conversation_id}", { params: pathOf(id) })).data,
  });

export async function startConversation(agentId: string): Promise<Conversation> {
  return (await api.POST<Conversation>("/conversations", { body: { agent_id: agentId } })).data;
}

export async function renameConversation(id: string, title: string): Promise<Conversation> {
  const options = { params: pathOf(id), body: { title } };
  return (await api.PATCH<Conversation>("/conversations/{conversation_id}", options)).data;
}

export async function deleteConversation(id: string): Promise<void> {
  await api.DELETE("/conversations/{conversation_id}", { params: pathOf(id) });
}

/** Newest first, one page; `cursor` asks for what was said before. */
export async function listMessages(id: string, cursor?: string): Promise<Page<Message>> {
  const params = { ...pathOf(id), query: { limit: 100, cursor } };
  return (await api.GET<Page<Message>>("/conversations/{conversation_id}/messages", { params })).data;
}

export interface Exchange {
  message: Message;
  reply: Message;
}

/** With the same `key` the message is said once, however often it is sent. */
export async function sendMessage(conversationId: string, text: string, key: string): Promise<Exchange> {
  const options = { params: { ...pathOf(conversationId), header: { "Idempotency-Key": key } }, body: { text } };
  return (await api.POST<Exchange>("/conversations/{conversation_id}/messages", options)).data;
}

export async function stopMessage(messageId: string): Promise<Message> {
  return (await api.POST<Message>("/messages/{message_id}/stop", { params: messagePathOf(messageId) })).data;
}

export async function retryMessage(messageId: string): Promise<{ reply: Message }> {
  return (await api.POST<{ reply: Message }>("/messages/{message_id}/retry", { params: messagePathOf(messageId) }))
    .data;
}

export async function editMessage(messageId: string, text: string): Promise<Exchange> {
  const options = { params: messagePathOf(messageId), body: { text } };
  return (await api.POST<Exchange>("/messages/{message_id}/edit", options)).data;
}

/** The live events of a conversation, from just after `lastEventId` on. @throws ApiError */
export async function openStream(id: string, lastEventId: string, signal: AbortSignal): Promise<Response> {
  const header: Record<string, string> = { Accept: "text/event-stream" };
  if (lastEventId) header["Last-Event-ID"] = lastEventId;
  return await open("GET", "/conversations/{conversation_id}/stream", { params: { ...pathOf(id), header }, signal });
}
