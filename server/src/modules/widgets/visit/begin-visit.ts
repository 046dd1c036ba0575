import * as z from "zod";
import { checkAi, egressErrors } from "../../../egress/public.ts";
import { dayMs, hourMs, later } from "../../../framework/clock.ts";
import type { Context, Work } from "../../../framework/context.ts";
import { endpoint, timeOutput } from "../../../framework/endpoint.ts";
import { hashToken, newSecret } from "../../../framework/ids.ts";
import { insertConsent, insertContact, insertIdentity, insertLock } from "../../contacts/public.ts";
import { insertConversation } from "../../conversations/public.ts";
import { acceptOrigin } from "../accept-origin.ts";
import { widgetErrors } from "../errors.ts";
import { widgetVisitors } from "../tables.ts";
import { describeNotice, type Notice } from "./describe-notice.ts";
import { findOpenWidget, type OpenedWidget } from "./find-open-widget.ts";
import { takeTurn } from "./take-turn.ts";

/** A window that is left open goes on for so long; another one begins anew. */
export const tokenMs = 24 * hourMs;

type Begun = { token: string; expires_at: Date; organizationId: string; workspaceId: string };

export const beginVisit = endpoint({
  method: "POST",
  path: "/widgets/{widget_id}/visits",
  summary: "Agree to a widget's notice, and begin to talk.",
  description:
    "Asked by Avow's own window inside another site. Who agrees becomes a contact without a name. A browser that asks by Global Privacy Control objects to marketing and to being remembered.",
  scope: "anonymous",
  permission: "public",
  purpose: "converse",
  rate: "expensive",
  status: 201,
  bodyBytesMax: 8192,
  reads: ["sec-gpc"],
  input: z.strictObject({
    widget_id: z.string().max(40),
    embedded_on: z.string().max(300).describe("The origin of the page around the window."),
    notice_hash: z.string().max(64).describe("Of the notice that was agreed to."),
    is_adult: z.boolean().default(false).describe("They say that they are of age."),
  }),
  output: z.object({
    token: z.string().describe("Shown this once: goes with everything the window asks, as `Avow-Visitor`."),
    expires_at: timeOutput,
  }),
  refusals: [
    widgetErrors.off,
    widgetErrors.agent_unpublished,
    widgetErrors.origin_refused,
    widgetErrors.notice_changed,
    widgetErrors.too_young,
    widgetErrors.daily_limit,
    widgetErrors.budget_spent,
    egressErrors.ai_off,
    egressErrors.locked,
  ],
  audit: { action: "widget.visit_begun", target: (_, { widget_id }) => widget_id },
  async prepare(ctx, { widget_id, embedded_on, notice_hash, is_adult }): Promise<Begun> {
    const opened = await findOpenWidget(ctx, widget_id);
    const { work, widget, agent } = opened;
    if (!acceptOrigin(widget.settings, embedded_on, ctx.deployment.origin)) throw widgetErrors.origin_refused();
    const notice = await describeNotice(work, widget);
    if (notice.hash !== notice_hash) throw widgetErrors.notice_changed();
    if (agent.rating === "adults" && !is_adult) throw widgetErrors.too_young();
    await checkAi(work, "conversations.write");
    const token = newSecret();
    const told = {
      notice,
      isAdult: is_adult,
      asksForPrivacy: ctx.headers["sec-gpc"] === "1",
      token,
      ip: ctx.client.ip,
    };
    const expires_at = await work.inScope((step) => begin(step, opened, told));
    const { organization_id: organizationId, workspace_id: workspaceId } = widget;
    return { token, expires_at, organizationId, workspaceId };
  },
  async run(ctx, _, { prepared }) {
    const { token, expires_at, organizationId, workspaceId } = prepared as Begun;
    await ctx.become({ organizationId, workspaceId });
    return { token, expires_at };
  },
});

type Told = { notice: Notice; isAdult: boolean; asksForPrivacy: boolean; token: string; ip: string };

/** The contact, what they agreed to, and their conversation, which is read by whoever answers for the widget. */
async function begin(step: Work, opened: OpenedWidget, told: Told): Promise<Date> {
  const { id: widget_id, agent_id, settings, organization_id, workspace_id } = opened.widget;
  const id = step.newId("wvi");
  await takeTurn(step, opened, { kind: "visit", visitorId: id, ip: told.ip });
  // Nobody of the organization made them.
  const outside: Work = { ...step, scope: { ...step.scope, userId: undefined } };
  const contact = await insertContact(outside, {
    name: null,
    age_state: told.isAdult ? "declared_adult" : "unknown",
  });
  await insertIdentity(outside, contact.id, { kind: "web_visitor", value: id });
  const { text, hash } = told.notice;
  const said = {
    purpose: "ai",
    how: "form",
    evidence: null,
    text,
    text_version: `widget ${hash.slice(0, 12)}`,
  } as const;
  await insertConsent(outside as Context<"workspace">, contact.id, said, "given");
  if (told.asksForPrivacy)
    for (const purpose of ["marketing", "memory"] as const)
      await insertLock(outside, contact.id, { kind: "objection", purpose });
  const conversation = await insertConversation(step, { agent_id, contact_id: contact.id, widget_id });
  const at = step.clock.now();
  const row = {
    organization_id,
    workspace_id,
    id,
    widget_id,
    contact_id: contact.id,
    conversation_id: conversation.id,
    token_hash: hashToken(told.token),
    created_at: at,
    last_seen_at: at,
    expires_at: later(at, tokenMs),
    forget_at: later(at, settings.keep_days * dayMs),
  };
  await step.db.of(widgetVisitors).insertInto("widget_visitors").values(row).execute();
  return row.expires_at;
}
