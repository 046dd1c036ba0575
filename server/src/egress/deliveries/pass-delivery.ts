import type { Work } from "../../framework/context.ts";
import type { Limit } from "../../framework/request/rate-limit.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import { egressErrors } from "../errors.ts";
import { type ReservedDelivery, reserveDelivery } from "./reserve-delivery.ts";
import { isRecipientAllowed } from "../policy/hash-recipient.ts";
import { policiesPort } from "../policy/open-policies.ts";
import { gatePort } from "../ports.ts";
import { type OpenedDelivery, scopeOf } from "./delivery.ts";
import type { Composed, DeliveryKind } from "./kind.ts";
import { deliveryDeskPort } from "./open-desk.ts";
import { wayOut } from "./way-out.ts";
import type { Bucket } from "./take-tokens.ts";

/** What may be sent. `release` gives back what was set aside for it, where nothing is sent after all. */
export type PassedDelivery = {
  content: unknown;
  fetch: Fetch;
  verdict: string | null;
  /** It says something to somebody: the log shows only the beginning. */
  hasWords: boolean;
  reserved: ReservedDelivery;
  release(): Promise<void>;
};

/**
 * The gate for what leaves, asked before every attempt, in the same order as for a generation: authorise, policy, consent,
 * guardrail, budget, rate limit. @throws Refusal where it may not leave
 */
export async function passDelivery(
  ctx: Work,
  kind: DeliveryKind,
  delivery: OpenedDelivery,
): Promise<PassedDelivery | { drop: string } | { waitMs: number } | { approvalId: string }> {
  const work = { ...ctx, scope: { ...ctx.scope, ...scopeOf(delivery) } } as Work;
  const composed = await kind.compose(work, delivery);
  if (!("content" in composed)) return composed;
  const gate = work.port(gatePort);
  await checkRecipients(work, composed);
  if (delivery.contact_id && composed.consent) await gate.checkConsentTo(work, delivery.contact_id, composed.consent);
  const guarded = await guard(work, kind, delivery, composed);
  if ("approvalId" in guarded) return guarded;
  const { content, verdict } = guarded;
  const reserved = await reserveDelivery(work, delivery);
  const { release } = reserved;
  const waitMs = await takeTokens(work, kind, delivery, composed.channel);
  const hasWords = (composed.texts ?? []).length > 0;
  if (waitMs === undefined) return { content, fetch: wayOut(work, composed), verdict, hasWords, reserved, release };
  await release();
  return { waitMs };
}

/** @throws Refusal `egress.recipient_refused` */
async function checkRecipients(work: Work, { recipients = [] }: Composed<unknown>): Promise<void> {
  if (recipients.length === 0) return;
  const { organizationId, workspaceId } = work.scope;
  const allowed = (await work.port(policiesPort).read({ organizationId, workspaceId })).set("egress.recipients");
  if (recipients.some((one) => !isRecipientAllowed(work.keyring, allowed, one))) throw egressErrors.recipient_refused();
}

type Guarded = { content: unknown; verdict: string | null } | { approvalId: string };

/** @throws Refusal `egress.blocked` */
async function guard(
  work: Work,
  kind: DeliveryKind,
  delivery: OpenedDelivery,
  composed: Composed<unknown>,
): Promise<Guarded> {
  const { texts = [], content, replace } = composed;
  if (texts.length === 0) return { content, verdict: null };
  const about = { kind: kind.name, deliveryId: delivery.id, contactId: delivery.contact_id };
  const verdict = await work.port(gatePort).guardEffect(work, { ...about, texts });
  if (verdict.action === "block") throw egressErrors.blocked({ rule: verdict.rule, sentence: verdict.sentence });
  if (verdict.action === "ask") return { approvalId: verdict.approvalId };
  if (verdict.action === "allow") return { content, verdict: "allow" };
  if (!replace) throw new Error(`the kind ${kind.name} shows the guardrail texts, but cannot replace them`);
  return { content: replace(verdict.texts), verdict: "redact" };
}

async function takeTokens(work: Work, kind: DeliveryKind, delivery: OpenedDelivery, channel?: string) {
  const { holder } = delivery;
  const buckets = listBuckets(work, kind, { ...delivery, channel: channel ?? delivery.target });
  if (buckets.length === 0) return undefined;
  return work.port(deliveryDeskPort).takeTokens({ holder, buckets, at: work.clock.now() });
}

function listBuckets(
  work: Work,
  { name, limits = {} }: DeliveryKind,
  { target, channel, contact_id, user_id, recipient }: OpenedDelivery & { channel: string | null },
): Bucket[] {
  const person =
    contact_id ?? user_id ?? (recipient && work.keyring.keyedHash("delivery_pair", recipient).toString("hex"));
  const named: [Limit | undefined, string, string | null | undefined][] = [
    [limits.target, "target", target],
    [limits.channel, "channel", channel],
    [limits.pair, "pair", person && `${channel ?? name}|${person}`],
    [limits.tenant, "tenant", name],
  ];
  return named.flatMap(([limit, word, of]) => (limit && of ? [{ bucket: `${word}|${of}`, limit }] : []));
}
