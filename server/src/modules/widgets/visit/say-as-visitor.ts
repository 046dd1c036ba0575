import * as z from "zod";
import { checkAi, egressErrors } from "../../../egress/public.ts";
import { dayMs, later } from "../../../framework/clock.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { agentErrors } from "../../agents/public.ts";
import { conversationErrors, findConversation, presentMessage, writeTurn } from "../../conversations/public.ts";
import { widgetErrors } from "../errors.ts";
import { findVisit, visitorHeader } from "./find-visit.ts";
import { presentTurn, turnOutput } from "./present-turn.ts";
import { takeTurn } from "./take-turn.ts";
import { tokenMs } from "./begin-visit.ts";

type Said = { message: Turn; reply: Turn; organizationId: string; workspaceId: string };
type Turn = ReturnType<typeof presentTurn>;

export const sayAsVisitor = endpoint({
  method: "POST",
  path: "/widgets/{widget_id}/visit/messages",
  summary: "Say something as a widget's visitor; the agent's answer is queued.",
  scope: "anonymous",
  permission: "public",
  purpose: "converse",
  rate: "expensive",
  status: 202,
  bodyBytesMax: 32_768,
  reads: [visitorHeader],
  marksSandbox: true,
  input: z.strictObject({ widget_id: z.string().max(40), text: z.string().trim().min(1).max(4000) }),
  output: z.object({ message: turnOutput, reply: turnOutput }),
  refusals: [
    widgetErrors.off,
    widgetErrors.agent_unpublished,
    widgetErrors.visitor_unknown,
    widgetErrors.daily_limit,
    widgetErrors.budget_spent,
    conversationErrors.still_answering,
    conversationErrors.agent_gone,
    agentErrors.not_for_you,
    agentErrors.variable_missing,
    agentErrors.variable_wrong,
    egressErrors.ai_off,
    egressErrors.locked,
    egressErrors.consent_missing,
    egressErrors.age_refused,
  ],
  audit: { action: "widget.message_sent", target: (_, { widget_id }) => widget_id },
  async prepare(ctx, { widget_id, text }): Promise<Said> {
    const { work, widget, agent, visitor } = await findVisit(ctx, widget_id);
    await checkAi(work, "conversations.write");
    const { organization_id: organizationId, workspace_id: workspaceId, settings } = widget;
    const said = await work.inScope(async (step) => {
      await takeTurn(step, { widget, agent }, { kind: "message", visitorId: visitor.id, ip: ctx.client.ip });
      const conversation = await findConversation(step, visitor.conversation_id, "lock");
      const written = await writeTurn(step, conversation, { text });
      const at = step.clock.now();
      await step.db.query(
        "update widget_visitors set last_seen_at = $3, expires_at = $4, forget_at = $5 where workspace_id = $1 and id = $2",
        [workspaceId, visitor.id, at, later(at, tokenMs), later(at, settings.keep_days * dayMs)],
      );
      const show = (row: typeof written.reply) => presentTurn(presentMessage(step, conversation, row));
      return { message: show(written.said!), reply: show(written.reply) };
    });
    return { ...said, organizationId, workspaceId };
  },
  async run(ctx, _, { prepared }) {
    const { organizationId, workspaceId, message, reply } = prepared as Said;
    await ctx.become({ organizationId, workspaceId });
    return { message, reply };
  },
});
