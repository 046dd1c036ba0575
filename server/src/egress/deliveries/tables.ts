import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { DeliveryTrace } from "../../integrations/roles/deliveries/delivery.ts";

/** Nothing happens any more to a delivery in one of these, unless a person replays it. */
export const endStates = ["succeeded", "failed", "dead", "canceled"] as const;
export const deliveryStates = [...endStates, "intent", "attempting", "retry_wait", "unconfirmed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const deliveryPriorities = ["first", "normal", "bulk"] as const;
export type DeliveryPriority = (typeof deliveryPriorities)[number];

const sealed = {
  category: "user.communication",
  purposes: ["deliveries"],
  seal: "subject",
  erase: "shred",
  export: false,
} as const;

/** Seen by the tenant that holds it: a workspace, else an organization, else a user. */
const heldBy = [
  ["holder", "user"],
  ["holder", "organization"],
  ["holder", "workspace"],
] as const;

const keep = {
  cls: "comms_log",
  because: "What left Avow can be told for a while: what, where, when, how it ended, and why.",
} as const;

/**
 * The one record of any outward effect, written with the deed that asks for it. Its states are the truth; jobs only say
 * when to look at it.
 */
export const deliveries = table("deliveries", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: heldBy,
  keep: { ...keep, until: { column: "created_at", parameter: "retention.log_days" } },
  columns: {
    id: plain.id("dlv"),
    position: plain.position(),
    holder: plain.looseRef(),
    organization_id: plain.looseRef().nullable(),
    workspace_id: plain.looseRef().nullable(),
    /** Whom it is for: a user, or a contact of the workspace. What is sealed here is sealed for them, else for the organization. */
    user_id: plain.looseRef().nullable(),
    contact_id: plain.ref("contacts").nullable(),
    /** Who had it written to somebody who is nobody here: it goes with them. */
    asked_by: plain.ref("users").nullable(),
    kind: plain.word(),
    action: plain.oneOf(["send", "retract"]).default("'send'"),
    /** One effect, whoever asks for it and how often. */
    operation_key: plain.word(),
    /** Where it goes: an endpoint, a channel. */
    target: plain.looseRef().nullable(),
    /** What it carries out: an event, a message, the delivery to take back. */
    about: plain.looseRef().nullable(),
    /** Deliveries of one key go out one after the other, as they were asked for. */
    order_key: plain.looseRef().nullable(),
    priority: plain.oneOf(deliveryPriorities).default("'normal'"),
    state: plain.oneOf(deliveryStates),
    /** What is sent, where it cannot be made again from what it is about. Gone once it has succeeded. */
    payload: personal.json<Record<string, unknown>>(sealed).nullable(),
    recipient: personal.text({ ...sealed, category: "user.contact" }).nullable(),
    /** Finds deliveries by their recipient. */
    recipient_index: personal
      .blindIndex({ category: "user.contact", purposes: ["deliveries"], erase: "delete", names: "email_index" })
      .nullable(),
    sandbox: plain.bool().default("false"),
    attempts: plain.int().default("0"),
    /** Attempts before somebody last replayed it: its schedule begins anew after them. */
    attempts_before: plain.int().default("0"),
    /** When it is looked at next: the first attempt, another one, or the other side asked. */
    next_at: plain.time(),
    /** Its target fails: it goes out as soon as that is over. */
    is_held: plain.bool().default("false"),
    /** Whoever attempts it is alive until then. */
    lease_until: plain.time().nullable(),
    /** Later it is of no use. */
    expires_at: plain.time().nullable(),
    first_tried_at: plain.time().nullable(),
    unconfirmed_since: plain.time().nullable(),
    /** The other side's id of it. */
    remote_id: plain.word().nullable(),
    /** Why it failed, waits or was given up. */
    reason: plain.word().nullable(),
    /** What it costs at most, and what it did, in micro-credits. */
    price_micros: plain.long().default("0"),
    cost_micros: plain.long().nullable(),
    overdue_told_at: plain.time().nullable(),
    created_at: plain.time(),
    ended_at: plain.time().nullable(),
  },
  checks: [
    "holder in (workspace_id, organization_id, user_id)",
    "(state in ('succeeded', 'failed', 'dead', 'canceled')) = (ended_at is not null)",
    "state <> 'attempting' or lease_until is not null",
    "state not in ('failed', 'dead') or reason is not null",
    "contact_id is null or workspace_id is not null",
  ],
  indexes: [
    { on: ["holder", "kind", "operation_key"], unique: true },
    { on: ["holder", "position"] },
    { on: ["holder", "target", "position"], where: "target is not null" },
    { on: ["holder", "about"], where: "about is not null" },
    // No index looks at the state: beginning an attempt then touches none of them.
    { on: ["holder", "order_key", "position"], where: "order_key is not null and ended_at is null" },
    { on: ["user_id"], where: "user_id is not null" },
    { on: ["workspace_id", "contact_id"], where: "contact_id is not null" },
    { on: ["recipient_index"], where: "recipient_index is not null" },
    { on: ["asked_by"], where: "asked_by is not null" },
    { on: ["next_at"], where: "ended_at is null" },
    { on: ["position", "kind"], where: "kind in ('mail', 'tool_mail')" },
    // What a tool call sent goes after the call is gone.
    { on: ["ended_at"], where: "ended_at is not null and starts_with(about, 'tcl_')" },
    { on: ["created_at"] },
  ],
});

/** Every try of a delivery, written before anything is sent: what nobody wrote an end to may have happened. */
export const deliveryAttempts = table("delivery_attempts", {
  tenant: "deployment",
  owner: owns.via("delivery_id", "deliveries"),
  own: heldBy,
  keep: { ...keep, until: { column: "started_at", parameter: "retention.log_days" } },
  columns: {
    id: plain.id("att"),
    holder: plain.looseRef(),
    delivery_id: plain.ref("deliveries"),
    number: plain.int(),
    /** `send`; `confirm` where the other side was asked whether it happened, `report` where it said so by itself. */
    what: plain.oneOf(["send", "confirm", "report", "settle", "retract"]).default("'send'"),
    state: plain.oneOf(["succeeded", "failed", "unknown", "running"]),
    /** What the guardrail said, and by which rule. */
    verdict: plain.word().nullable(),
    started_at: plain.time(),
    ended_at: plain.time().nullable(),
    status: plain.int().nullable(),
    reason: plain.word().nullable(),
    head_ms: plain.int().nullable(),
    total_ms: plain.int().nullable(),
    /** What was sent and what came back: without credentials, shortened. */
    trace: personal.json<DeliveryTrace>(sealed).nullable(),
  },
  checks: ["(state = 'running') = (ended_at is null)"],
  indexes: [{ on: ["delivery_id", "number"] }, { on: ["started_at"] }],
});

/** How things stand with a target, a channel or an order: what failed in a row, and until when nothing goes there. */
export const deliveryTargets = table("delivery_targets", {
  tenant: "deployment",
  owner: owns.nobody("Counts and times of a target; whose it is, the target's own row tells."),
  own: heldBy,
  keep: {
    cls: "telemetry",
    because: "A target that fails is left alone for a while, and whoever owns it is told.",
    until: { column: "changed_at", parameter: "retention.log_days" },
  },
  key: ["holder", "target"],
  columns: {
    holder: plain.looseRef(),
    target: plain.looseRef(),
    failures: plain.int().default("0"),
    failing_since: plain.time().nullable(),
    paused_until: plain.time().nullable(),
    last_success_at: plain.time().nullable(),
    changed_at: plain.time(),
  },
  indexes: [{ on: ["changed_at"] }],
});

/** Tokens of a target, a channel, a pair or a tenant: exact over all processes. */
export const deliveryBuckets = table("delivery_buckets", {
  tenant: "deployment",
  owner: owns.nobody("Counts that refill by themselves."),
  own: heldBy,
  keep: {
    cls: "telemetry",
    because: "How much may still go out at the moment.",
    until: { column: "refilled_at", days: 1 },
  },
  key: ["holder", "bucket"],
  columns: {
    holder: plain.looseRef(),
    bucket: plain.word(),
    tokens: plain.real(),
    refilled_at: plain.time(),
  },
  indexes: [{ on: ["refilled_at"] }],
});
