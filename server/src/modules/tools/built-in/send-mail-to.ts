import * as z from "zod";
import type { Delivery, DeliveryKind } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import type { DeliveryIntegration } from "../../../integrations/roles/deliveries/delivery.ts";
import type { Fetch } from "../../../integrations/roles/calls/fetch.ts";
import type { Mail } from "../../../integrations/roles/deliveries/mail.ts";
import { findContactByEmail, readContactStandings } from "../../contacts/public.ts";
import { findSuppression, findTenantSuppression, suppressMissing } from "../../mail/public.ts";
import { indexEmail, normalizeEmail } from "../../users/public.ts";
import { declareTool } from "../declare-tool.ts";
import { declareToolKind } from "../declare-tool-kind.ts";

const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\r\n]*$/);
const input = z.strictObject({
  to: z.email().max(254).describe("One address."),
  subject: line(200),
  text: z.string().trim().min(1).max(20_000).describe("Plain text."),
});

export const sendMailTo = declareTool<z.output<typeof input>>({
  name: "send_email",
  title: "Send an e-mail",
  says: "can send mail",
  description: "Sends an e-mail in plain text to one address, from this deployment's own sender.",
  parameters: z.toJSONSchema(input, { io: "input" }),
  parse: (given) => input.parse(given),
  effect: "writes",
  answers: "trusted",
  permission: "tools.write",
  approval: "always",
  reach: ({ to, subject, text }) => ({ recipients: [to], texts: [subject, text] }),
  async intend(step, _, { to }) {
    const contactId = await findContactByEmail(step, to);
    const recipient = { text: to, index: indexEmail(step.keyring, normalizeEmail(to)) };
    return { kind: "tool_mail", target: "smtp", recipient, ...(contactId && { contactId }) };
  },
  tell: ({ state, reason }) =>
    state === "succeeded" ? "The mail was sent." : `The mail was not sent: ${reason ?? "for no reason given"}.`,
});

const escapeHtml = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "<br>");

/** Mails of agents go out like all others; without a server, only the sandbox's pretend to. */
export const toolMailKind = (integration: DeliveryIntegration<Mail>): DeliveryKind =>
  declareToolKind<Mail>({
    name: "tool_mail",
    integration,
    onFailed: suppressMissing,
    async compose(work, call, delivery) {
      const { to, subject, text } = input.parse(call.input);
      const { smtpUrl, mailFrom, dkim, origin } = work.deployment;
      if (!smtpUrl && !call.sandbox) return { drop: "mail.no_server" };
      const objection = await findObjection(work, delivery, normalizeEmail(to));
      if (objection) return { drop: objection };
      const { created_at } = delivery;
      const server = { url: smtpUrl ?? "", dkim };
      const head = { server, from: mailFrom, to, at: created_at, host: new URL(origin).hostname };
      const write = (title: string, body: string): Mail => ({
        ...head,
        subject: title,
        text: body,
        html: `<p>${escapeHtml(body)}</p>`,
      });
      const replace = ([title = "", body = ""]: readonly string[]) => write(title, body);
      return { content: write(subject, text), fetch: noFetch, recipients: [to], texts: [subject, text], replace };
    },
  });

/** A complaint about what Avow itself wrote says nothing of what a workspace writes; that a mailbox does not exist, does. */
async function findObjection(work: Work, delivery: Delivery, to: string): Promise<string | undefined> {
  const { contact_id, workspace_id } = delivery;
  if (contact_id && workspace_id) {
    const of = { workspaceId: workspace_id, contactId: contact_id, purpose: "messages" as const };
    const [standing] = await readContactStandings(work.db, [of]);
    if (!standing || standing.isLocked) return "mail.contact_locked";
  }
  const isKnownBad = (await findSuppression(work, to)) === "bounced";
  const isLeftAlone = isKnownBad || (await findTenantSuppression(work, delivery, to));
  return isLeftAlone ? "mail.address_suppressed" : undefined;
}

const noFetch: Fetch = () => Promise.reject(new Error("a mail does not go over HTTP"));
