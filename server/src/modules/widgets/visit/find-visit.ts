import type { Work } from "../../../framework/context.ts";
import { hashToken } from "../../../framework/ids.ts";
import { lookup } from "../../../framework/database/tenant.ts";
import { widgetErrors } from "../errors.ts";
import { findOpenWidget, type OpenedWidget } from "./find-open-widget.ts";

export type Visitor = { id: string; contact_id: string; conversation_id: string };

const visitorByToken = lookup<[Buffer, string, Date], Visitor>(
  "widget_visitor_by_token",
  `select v.id, v.contact_id, v.conversation_id from widget_visitors v
   join contacts c on c.workspace_id = v.workspace_id and c.id = v.contact_id and c.suspended_at is null
   where v.token_hash = $1 and v.widget_id = $2 and v.expires_at > $3`,
);

/** The header that carries what a visitor's window proves itself by. */
export const visitorHeader = "avow-visitor";
const token = /^[\w-]{43}$/;

export type Visit = OpenedWidget & { visitor: Visitor };

type Asked = Work & { readonly headers: Readonly<Record<string, string>> };

/**
 * Who talks, in the widget they began in: what was begun by another is as unknown as what is over.
 * @throws Refusal `widgets.visitor_unknown`, `widgets.off`, `widgets.agent_unpublished`
 */
export async function findVisit(ctx: Asked, id: string): Promise<Visit> {
  const opened = await findOpenWidget(ctx, id);
  return { ...opened, visitor: await findVisitor(ctx, id) };
}

/** @throws Refusal `widgets.visitor_unknown` */
export async function findVisitor(ctx: Asked, id: string): Promise<Visitor> {
  const given = ctx.headers[visitorHeader] ?? "";
  const [visitor] = token.test(given) ? await ctx.lookup(visitorByToken, hashToken(given), id, ctx.clock.now()) : [];
  if (!visitor) throw widgetErrors.visitor_unknown();
  return visitor;
}
