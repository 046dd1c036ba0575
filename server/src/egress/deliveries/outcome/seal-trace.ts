import type { Work } from "../../../framework/context.ts";
import type { DeliveryTrace } from "../../../integrations/roles/deliveries/delivery.ts";
import { policiesPort } from "../../policy/open-policies.ts";
import { type Delivery, scopeOf, subjectOf } from "../delivery.ts";
import type { Tried } from "./outcome.ts";
import { deliveryAttempts } from "../tables.ts";

/** What went over the wire, sealed for whom it was; nothing where they were erased meanwhile. */
export async function sealTrace(
  ctx: Work,
  { delivery, attemptId, passed }: Tried,
  whole: DeliveryTrace,
): Promise<Buffer | null> {
  const trace = passed.hasWords ? await shortenTrace(ctx, delivery, whole) : whole;
  const { headMs: _h, totalMs: _t, ...wire } = trace;
  const subject = subjectOf(delivery);
  const key = (await ctx.keys.many(subject.kind, [subject.id], "comms_log")).get(subject.id);
  return key ? ctx.seal(deliveryAttempts, key, { id: attemptId, trace: wire }).trace : null;
}

/**
 * Of a message the log of deliveries shows so many characters as the policy in force lets it: of the message itself, of its
 * subject, and of an answer, which may repeat it.
 */
async function shortenTrace(work: Work, delivery: Delivery, trace: DeliveryTrace): Promise<DeliveryTrace> {
  const { organizationId, workspaceId } = scopeOf(delivery);
  const policy = await work.port(policiesPort).read({ organizationId, workspaceId });
  const most = policy.number("message.preview_chars");
  const cut = (text: string) => [...text].slice(0, most).join("");
  const { request, response } = trace;
  const subject = request?.headers?.["Subject"];
  const headers = subject === undefined ? {} : { headers: { ...request?.headers, Subject: cut(subject) } };
  return {
    ...trace,
    ...(request && { request: { ...request, ...headers, ...cutBody(request, cut) } }),
    ...(response && { response: { ...response, ...cutBody(response, cut) } }),
  };
}

const cutBody = ({ body }: { body?: string }, cut: (text: string) => string) =>
  body === undefined ? {} : { body: cut(body) };
