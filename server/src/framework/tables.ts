import { plain } from "./columns.ts";
import { owns, table } from "./table.ts";

/** One row: which keyring and which policy this database belongs to. */
export const deployments = table("deployments", {
  tenant: "deployment",
  owner: owns.nobody("Facts about the installation itself."),
  keep: { cls: "none", because: "A database without its deployment row cannot tell which keyring opens it." },
  columns: {
    id: plain.id("dpl"),
    keyring_fingerprint: plain.word(),
    created_at: plain.time(),
  },
});

export const jobs = table("jobs", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [
    ["user_id", "user"],
    ["organization_id", "organization"],
  ],
  keep: {
    cls: "telemetry",
    because: "Work that is still to be done, or that failed for good and needs a look.",
    until: { column: "created_at", parameter: "retention.log_days" },
  },
  columns: {
    id: plain.id("job"),
    position: plain.position(),
    queue: plain.word(),
    lane: plain.word(),
    organization_id: plain.looseRef().nullable(),
    workspace_id: plain.looseRef().nullable(),
    user_id: plain.looseRef().nullable(),
    data: plain.json<Record<string, unknown>>(),
    state: plain.oneOf(["queued", "leased", "dead"]),
    run_at: plain.time(),
    attempts: plain.int(),
    lease_until: plain.time().nullable(),
    worker: plain.word().nullable(),
    last_error: plain.word().nullable(),
    created_at: plain.time(),
  },
  indexes: [
    { on: ["queue", "lane", "position"], where: "state <> 'dead'" },
    { on: ["queue", "lane", "run_at", "position"], where: "state = 'queued'" },
    { on: ["queue", "lane"], where: "state = 'leased'" },
    { on: ["user_id"], where: "user_id is not null" },
    { on: ["created_at"] },
  ],
});

export const jobLanes = table("job_lanes", {
  tenant: "deployment",
  owner: owns.nobody("Whose turn it is; ids of tenants and times."),
  own: [
    ["lane", "user"],
    ["lane", "organization"],
    ["lane", "workspace"],
  ],
  keep: { cls: "none", because: "Fairness between tenants needs to know who was served when." },
  key: ["queue", "lane"],
  columns: {
    queue: plain.word(),
    lane: plain.word(),
    running_max: plain.int(),
    ordered: plain.bool(),
    served_at: plain.time(),
  },
  indexes: [{ on: ["served_at"] }],
});

export const jobSchedules = table("job_schedules", {
  tenant: "deployment",
  owner: owns.nobody("When recurring work is next due."),
  keep: { cls: "none", because: "Recurring work must neither be missed nor done twice." },
  key: ["name"],
  columns: { name: plain.word(), next_at: plain.time() },
});

export const events = table("events", {
  tenant: "deployment",
  owner: owns.nobody("Ids and codes of what happened; whose they are is told by the rows they name."),
  own: [
    ["user_id", "user"],
    ["organization_id", "organization"],
  ],
  keep: {
    cls: "telemetry",
    because: "Receivers that were away catch up from here.",
    until: { column: "created_at", parameter: "retention.log_days" },
  },
  columns: {
    id: plain.id("evt"),
    position: plain.position(),
    organization_id: plain.looseRef().nullable(),
    workspace_id: plain.looseRef().nullable(),
    user_id: plain.looseRef().nullable(),
    type: plain.word(),
    facts: plain.json<Record<string, unknown>>(),
    /** What it happened to, where that can be asked for: what followed from it is found by this. */
    about: plain.looseRef().nullable(),
    /** Whom it is about, whoever did it: it goes with them. */
    person_id: plain.about("user").nullable(),
    contact_id: plain.about("contact").nullable(),
    /** Place in its organization's order; given by the sealer once the transaction is visible. */
    sequence: plain.long().nullable(),
    created_at: plain.time(),
  },
  indexes: [
    { on: ["organization_id", "sequence"] },
    { on: ["organization_id", "about"], where: "about is not null" },
    { on: ["user_id"], where: "user_id is not null" },
    { on: ["person_id"], where: "person_id is not null" },
    { on: ["contact_id"], where: "contact_id is not null" },
    { on: ["organization_id", "position"], where: "sequence is null" },
    { on: ["created_at"] },
  ],
});

export const idempotencyKeys = table("idempotency_keys", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["principal", "principal"]],
  keep: {
    cls: "telemetry",
    because: "A repeated request gets the first answer instead of a second effect.",
    until: { column: "created_at", days: 1 },
  },
  key: ["principal", "key_hash"],
  columns: {
    principal: plain.word(),
    key_hash: plain.hash(),
    user_id: plain.looseRef().nullable(),
    request_hash: plain.hash(),
    state: plain.oneOf(["running", "done"]),
    lease_until: plain.time(),
    status: plain.int().nullable(),
    /** The answer, sealed under a key derived from the idempotency key itself: only whoever repeats it can open it. */
    answer: plain.bytes().nullable(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["created_at"] }, { on: ["user_id"], where: "user_id is not null" }],
});

export const rateLimits = table("rate_limits", {
  tenant: "deployment",
  owner: owns.nobody("Keyed hashes with a count; swept within the hour."),
  keep: {
    cls: "telemetry",
    because: "Guessing passwords must stay slow across all processes.",
    until: { column: "refilled_at", days: 1 },
  },
  key: ["bucket"],
  columns: { bucket: plain.hash(), tokens: plain.real(), was_taken: plain.bool(), refilled_at: plain.time() },
  indexes: [{ on: ["refilled_at"] }],
});

export const frameworkTables = [deployments, jobs, jobLanes, jobSchedules, events, idempotencyKeys, rateLimits];
