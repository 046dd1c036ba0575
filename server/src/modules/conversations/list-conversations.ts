import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { type ConversationRow, openConversation, userKey } from "./find-conversation.ts";
import { conversation, presentConversation } from "./present-conversation.ts";
import { conversations, messages } from "./tables.ts";

export const listConversations = endpoint({
  method: "GET",
  path: "/conversations",
  summary: "Your conversations, the one that changed last first.",
  scope: "workspace",
  permission: "conversations.read",
  purpose: "converse",
  marksSandbox: true,
  input: z.strictObject({ ...pageInput, agent_id: z.string().optional(), widget_id: z.string().optional() }),
  output: pageOf(conversation),
  attributes: ({ agent_id }) => (agent_id === undefined ? {} : { agent: agent_id }),
  async run(ctx, { limit, cursor, agent_id, widget_id }) {
    const { workspaceId, userId } = ctx.scope;
    const after = readPlace(cursor);
    let query = ctx.db
      .of(conversations, messages)
      .selectFrom("conversations")
      .selectAll()
      .select((is) => [
        is
          .exists(
            is
              .selectFrom("messages")
              .select("messages.id")
              .whereRef("messages.workspace_id", "=", "conversations.workspace_id")
              .whereRef("messages.conversation_id", "=", "conversations.id")
              .where("messages.state", "in", ["queued", "streaming"]),
          )
          .as("is_answering"),
      ])
      .where("workspace_id", "=", workspaceId)
      .where("user_id", "=", userId)
      .orderBy("updated_at", "desc")
      .orderBy("id", "desc")
      .limit(limit + 1);
    if (agent_id !== undefined) query = query.where("agent_id", "=", agent_id);
    if (widget_id !== undefined) query = query.where("widget_id", "=", widget_id);
    if (after)
      query = query.where((is) => is(is.refTuple("updated_at", "id"), "<", is.tuple(after.updatedAt, after.id)));
    const page = toPage(await query.execute(), limit, placeOf);
    const under = await userKey(ctx);
    return {
      ...page,
      data: page.data.map(({ is_answering, ...row }) =>
        presentConversation(openConversation(ctx, under, row), Boolean(is_answering)),
      ),
    };
  },
});

const placeOf = ({ updated_at, id }: ConversationRow) => `${updated_at.getTime()}.${id}`;

function readPlace(cursor: string | undefined): { updatedAt: Date; id: string } | undefined {
  if (cursor === undefined) return undefined;
  const [, at, id] = /^(\d{1,15})\.(\w{1,40})$/.exec(readCursor(cursor)!) ?? [];
  if (at === undefined || id === undefined) throw requestErrors.invalid({ path: "cursor", issue: "unknown" });
  return { updatedAt: new Date(Number(at)), id };
}
