import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { readConversation } from "../../conversations/public.ts";
import { widgetErrors } from "../errors.ts";
import { findVisit, visitorHeader } from "./find-visit.ts";
import { presentTurn, turnOutput } from "./present-turn.ts";

export const listVisit = endpoint({
  method: "GET",
  path: "/widgets/{widget_id}/visit",
  summary: "What was said so far as a widget's visitor, oldest first.",
  scope: "anonymous",
  permission: "public",
  purpose: "converse",
  reads: [visitorHeader],
  marksSandbox: true,
  input: z.strictObject({ widget_id: z.string().max(40) }),
  output: z.object({ data: z.array(turnOutput) }),
  refusals: [widgetErrors.off, widgetErrors.agent_unpublished, widgetErrors.visitor_unknown],
  async run(ctx, { widget_id }) {
    const { work, visitor } = await findVisit(ctx, widget_id);
    return { data: (await readConversation(work, visitor.conversation_id)).map(presentTurn) };
  },
});
