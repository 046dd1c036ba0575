import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { stopUnderWay } from "../../conversations/public.ts";
import { widgetErrors } from "../errors.ts";
import { findVisit, visitorHeader } from "./find-visit.ts";

type Stopped = { organizationId: string; workspaceId: string };

export const stopAsVisitor = endpoint({
  method: "POST",
  path: "/widgets/{widget_id}/visit/stop",
  summary: "Stop the answer as a widget's visitor; what has arrived is kept.",
  scope: "anonymous",
  permission: "public",
  purpose: "converse",
  status: 204,
  bodyBytesMax: 1024,
  reads: [visitorHeader],
  input: z.strictObject({ widget_id: z.string().max(40) }),
  output: nothing,
  refusals: [widgetErrors.off, widgetErrors.agent_unpublished, widgetErrors.visitor_unknown],
  audit: { action: "widget.answer_stopped", target: (_, { widget_id }) => widget_id },
  async prepare(ctx, { widget_id }): Promise<Stopped> {
    const { work, widget, visitor } = await findVisit(ctx, widget_id);
    await work.inScope((step) => stopUnderWay(step, visitor.conversation_id));
    return { organizationId: widget.organization_id, workspaceId: widget.workspace_id };
  },
  async run(ctx, _, { prepared }) {
    await ctx.become(prepared as Stopped);
    return {};
  },
});
