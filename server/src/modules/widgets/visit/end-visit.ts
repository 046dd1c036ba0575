import * as z from "zod";
import { endpoint, nothing } from "../../../framework/endpoint.ts";
import { lookup, proveScope } from "../../../framework/database/tenant.ts";
import { widgetErrors } from "../errors.ts";
import { forgetVisitor } from "../forget-visitor.ts";
import { findVisitor, visitorHeader } from "./find-visit.ts";

type Place = { organization_id: string; workspace_id: string; user_id: string | null };
type Ended = { organizationId: string; workspaceId: string };

const placeOfVisitor = lookup<[string], Place>(
  "place_of_widget_visitor",
  `select v.organization_id, v.workspace_id, c.user_id from widget_visitors v
   left join conversations c on c.workspace_id = v.workspace_id and c.id = v.conversation_id where v.id = $1`,
);

/** Also where the widget is off or its agent gone: leaving is always possible. */
export const endVisit = endpoint({
  method: "DELETE",
  path: "/widgets/{widget_id}/visit",
  summary: "Leave as a widget's visitor: all that was said is erased at once, for good.",
  scope: "anonymous",
  permission: "public",
  purpose: "converse",
  status: 204,
  bodyBytesMax: 1024,
  reads: [visitorHeader],
  input: z.strictObject({ widget_id: z.string().max(40) }),
  output: nothing,
  refusals: [widgetErrors.visitor_unknown],
  audit: { action: "widget.visit_ended", target: (_, { widget_id }) => widget_id },
  async prepare(ctx, { widget_id }): Promise<Ended> {
    const visitor = await findVisitor(ctx, widget_id);
    const [place] = await ctx.lookup(placeOfVisitor, visitor.id);
    if (!place) throw widgetErrors.visitor_unknown();
    const { organization_id: organizationId, workspace_id: workspaceId, user_id: userId } = place;
    await ctx.inScope((step) => forgetVisitor(step, visitor), proveScope({ organizationId, workspaceId, userId }));
    return { organizationId, workspaceId };
  },
  async run(ctx, _, { prepared }) {
    await ctx.become(prepared as Ended);
    return {};
  },
});
