import {
  type Composed,
  type Delivery,
  type DeliveryKind,
  deliveryKind,
  type Dropped,
  type Held,
  type OpenedDelivery,
  type RetryPolicy,
} from "../../egress/public.ts";
import { hourMs, later, minuteMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import type { DeliveryIntegration } from "../../integrations/roles/deliveries/delivery.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import type { Mail } from "../../integrations/roles/deliveries/mail.ts";
import { suppressMissing } from "./bounces/suppress-missing.ts";
import { findObjection } from "./choices/find-objection.ts";
import { readContent } from "./read-content.ts";
import { heldForMs } from "./send-mail.ts";
import { templateOf } from "./templates/all-templates.ts";

/** Over about three days: a mail server that is away for longer is noticed by then. */
const mailPolicy: RetryPolicy = {
  waitsMs: [
    minuteMs,
    5 * minuteMs,
    15 * minuteMs,
    30 * minuteMs,
    hourMs,
    2 * hourMs,
    4 * hourMs,
    8 * hourMs,
    12 * hourMs,
    24 * hourMs,
    24 * hourMs,
  ],
  retryAfterMostMs: hourMs,
};

/** Mails, through the deployment's own server. Where there is none they are held for the operator to pass on. */
export const declareMailKind = (integration: DeliveryIntegration<Mail>): DeliveryKind =>
  deliveryKind({
    name: "mail",
    integration,
    retry: mailPolicy,
    evenIfSuspended: true,
    compose,
    onFailed: suppressMissing,
    onGivenUp: forgetContent,
  });

async function compose(work: Work, delivery: OpenedDelivery): Promise<Composed<Mail> | Dropped | Held> {
  const { smtpUrl, mailFrom, dkim, origin } = work.deployment;
  if (delivery.sandbox || !smtpUrl) return hold(work, delivery);
  const written = readContent(work, delivery);
  if (!written) return { drop: "mail.content_gone" };
  const { template, ...mail } = written;
  const objection = await findObjection(work, delivery, template);
  if (objection) return { drop: objection };
  const content: Mail = {
    ...mail,
    server: { url: smtpUrl, dkim },
    from: mailFrom,
    at: delivery.created_at,
    host: new URL(origin).hostname,
  };
  // What Avow itself has to tell somebody is decided by no policy; whom a member chooses, is.
  const isChosen = !delivery.user_id && templateOf(template).hasChosenRecipient;
  return { content, fetch: noFetch, recipients: isChosen ? [mail.to] : [] };
}

/** There is nobody to give it to. It can be passed on by hand for a week, and is not sent when there is a server again. */
function hold(work: Work, { created_at }: OpenedDelivery): Dropped | Held {
  const waitMs = later(created_at, heldForMs).getTime() - work.clock.now().getTime();
  return waitMs > 0 ? { waitMs } : { drop: "mail.not_passed_on" };
}

/** What is said in a mail that will not go any more, one-time links among it, is kept by nobody; one whose server was away can be sent anew. */
async function forgetContent(work: Work, { id }: Delivery): Promise<void> {
  await work.db.query("update deliveries set payload = null where id = $1 and state <> 'dead'", [id]);
}

const noFetch: Fetch = () => Promise.reject(new Error("a mail does not go over HTTP"));
