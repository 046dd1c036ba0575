import type { Work } from "../../../framework/context.ts";
import { lookup, proveScope, readIn } from "../../../framework/database/tenant.ts";
import { type AgentInUse, findAgentInUse } from "../../agents/public.ts";
import { ifThere } from "../../conversations/public.ts";
import { widgetErrors } from "../errors.ts";
import { findWidget, type OpenWidget } from "../find-widget.ts";

type Place = { organization_id: string; workspace_id: string; agent_id: string; answers_for: string | null };

const widgetById = lookup<[string], Place>(
  "widget_by_id",
  "select organization_id, workspace_id, agent_id, answers_for from widgets where id = $1",
);

export const widgetId = /^wdg_[0-9a-z]{26}$/;

/** A widget that answers, and work in its name: that of whoever answers for it, with no right but to talk with its agent. */
export type OpenedWidget = { work: Work; widget: OpenWidget; agent: AgentInUse };

/** @throws Refusal `widgets.off`, `widgets.agent_unpublished` */
export async function findOpenWidget(work: Work, id: string): Promise<OpenedWidget> {
  const [place] = widgetId.test(id) ? await work.lookup(widgetById, id) : [];
  if (!place || place.answers_for === null) throw widgetErrors.off();
  const own = asWidget(work, { ...place, answers_for: place.answers_for });
  const widget = await ifThere(findWidget(own, id));
  if (!widget?.enabled) throw widgetErrors.off();
  const agent = await ifThere(findAgentInUse(own, widget.agent_id));
  if (!agent || agent.number === null) throw widgetErrors.agent_unpublished();
  return { work: own, widget, agent };
}

function asWidget(work: Work, place: Place & { answers_for: string }): Work {
  const { organization_id: organizationId, workspace_id: workspaceId, answers_for: userId, agent_id: id } = place;
  const scope = proveScope({ organizationId, workspaceId, userId });
  const principal = { kind: "agent", id, userId: scope.userId!, scopes: ["conversations.write"] } as const;
  const inScope: Work["inScope"] = (run, of = scope) => work.inScope((step) => run({ ...step, principal }), of);
  return { ...work, scope, principal, db: readIn(work.database, scope), inScope };
}
