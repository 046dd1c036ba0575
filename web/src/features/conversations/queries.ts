import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Page, type Row } from "../../api.ts";

export type Conversation = Row<"/conversations">;
export type Message = Row<"/conversations/{conversation_id}/messages">;
/** What a person says, and what goes with it. */
export type Said = { text: string; attachmentIds?: readonly string[] };
export type Exchange = Answer<"/conversations/{conversation_id}/messages", "post">;

const pathOf = (conversationId: string) => ({ path: { conversation_id: conversationId } });
const messagePathOf = (messageId: string) => ({ path: { message_id: messageId } });

export const conversationsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["conversations", workspaceId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/conversations", { params: { query } }))),
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ["conversation", id],
    queryFn: () => bodyOf(api.GET("/conversations/{conversation_id}", { params: pathOf(id) })),
  });

export async function startConversation(agentId: string, variables: Record<string, string>): Promise<Conversation> {
  return bodyOf(api.POST("/conversations", { body: { agent_id: agentId, variables } }));
}

export async function renameConversation(id: string, title: string): Promise<Conversation> {
  return bodyOf(api.PATCH("/conversations/{conversation_id}", { params: pathOf(id), body: { title } }));
}

export async function tellConversation(id: string, variables: Record<string, string>): Promise<Conversation> {
  return bodyOf(api.PATCH("/conversations/{conversation_id}", { params: pathOf(id), body: { variables } }));
}

export async function deleteConversation(id: string): Promise<void> {
  await api.DELETE("/conversations/{conversation_id}", { params: pathOf(id) });
}

/** Newest first, one page; `cursor` asks for what was said before. */
export async function listMessages(id: string, cursor?: string): Promise<Page<Message>> {
  const query = { limit: 100, ...(cursor ? { cursor } : {}) };
  return bodyOf(api.GET("/conversations/{conversation_id}/messages", { params: { ...pathOf(id), query } }));
}

/** With the same `key` the message is said once, however often it is sent. */
export async function sendMessage(
  conversationId: string,
  { text, attachmentIds = [] }: Said,
  key: string,
): Promise<Exchange> {
  const body = { text, attachment_ids: [...attachmentIds] };
  const options = { params: pathOf(conversationId), body, headers: { "Idempotency-Key": key } };
  return bodyOf(api.POST("/conversations/{conversation_id}/messages", options));
}

export async function stopMessage(messageId: string): Promise<Message> {
  return bodyOf(api.POST("/messages/{message_id}/stop", { params: messagePathOf(messageId) }));
}

export async function retryMessage(messageId: string): Promise<Answer<"/messages/{message_id}/retry", "post">> {
  return bodyOf(api.POST("/messages/{message_id}/retry", { params: messagePathOf(messageId) }));
}

export async function editMessage(messageId: string, text: string): Promise<Exchange> {
  return bodyOf(api.POST("/messages/{message_id}/edit", { params: messagePathOf(messageId), body: { text } }));
}

/** The live events of a conversation, from just after `lastEventId` on. @throws ApiError */
export async function openStream(
  id: string,
  lastEventId: string,
  signal: AbortSignal,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const params = { ...pathOf(id), header: lastEventId ? { "Last-Event-ID": lastEventId } : {} };
  const stream = api.GET("/conversations/{conversation_id}/stream", { params, parseAs: "stream", signal });
  const body = await bodyOf(stream);
  if (!body) throw new TypeError("The stream has no body.");
  return body;
}
