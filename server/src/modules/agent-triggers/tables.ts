import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

export const triggerKinds = ["schedule", "event", "hook"] as const;
/** What somebody who sends something proves that they may by. */
export const hookProofs = ["signature", "address"] as const;

const hidden = {
  category: "user.authentication",
  purposes: ["converse"],
  seal: "subject",
  erase: "shred",
  export: false,
} as const;

/** Has an agent run for whoever made it: at times, or when something happens. It does what they may, and no more. */
export const agentTriggers = table("agent_triggers", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  keep: { cls: "account", because: "What you have an agent do by itself goes on until you end it." },
  columns: {
    id: plain.id("trg"),
    user_id: plain.ref("users"),
    agent_id: plain.ref("agents"),
    kind: plain.oneOf(triggerKinds),
    /** What the agent is asked each time. */
    text: personal.text({
      category: "content.private",
      purposes: ["converse"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    /** Values for `{{name}}` in the agent's instructions; null where it is told none. */
    variables: personal
      .json<Record<string, string>>({
        category: "content.private",
        purposes: ["converse"],
        seal: "subject",
        erase: "shred",
        export: true,
      })
      .nullable(),
    /** Five fields of cron, read in the time zone. */
    cron: plain.word().nullable(),
    time_zone: plain.word().nullable(),
    event_type: plain.word().nullable(),
    enabled: plain.bool(),
    /** Why it was switched off by itself: a refusal's code. */
    stopped_because: plain.word().nullable(),
    next_at: plain.time().nullable(),
    last_run_id: plain.looseRef().nullable(),
    last_event_id: plain.looseRef().nullable(),
    /** Number of the last event that it was asked about: one that comes again begins nothing. Null: none, it waits from now on. */
    last_sequence: plain.long().nullable(),
    /** Of a hook. `signature`: each message is signed. `address`: its address says enough. */
    proof: plain.oneOf(hookProofs).nullable(),
    /** Verifies signatures; of an address what is hashed. Shown once. */
    secret: personal.text(hidden).nullable(),
    /** The one before, which is taken as well until then. */
    old_secret: personal.text(hidden).nullable(),
    old_secret_until: plain.time().nullable(),
    hourly_most: plain.int().nullable(),
    /** The API key by which it was made: what it begins reaches no more agents than that. */
    api_key_id: plain.looseRef().nullable(),
    created_at: plain.time(),
    version: plain.int(),
  },
  checks: [
    "kind <> 'schedule' or (cron is not null and time_zone is not null)",
    "kind <> 'event' or event_type is not null",
    "kind <> 'hook' or (proof is not null and secret is not null and hourly_most is not null)",
  ],
  indexes: [
    { on: ["workspace_id", "user_id", "id"] },
    { on: ["workspace_id", "agent_id"] },
    { on: ["workspace_id", "event_type"], where: "event_type is not null and enabled" },
    { on: ["next_at"], where: "next_at is not null and enabled" },
    { on: ["user_id"] },
  ],
});

/** What came by a hook: each message begins one run, however often it comes. */
export const hookMessages = table("hook_messages", {
  tenant: "workspace",
  owner: owns.via("trigger_id", "agent_triggers"),
  private: "user_id",
  keep: {
    cls: "account",
    because: "A message that comes again within a week begins nothing.",
    until: { column: "received_at", days: 7 },
  },
  key: ["trigger_id", "message_hash"],
  columns: {
    trigger_id: plain.ref("agent_triggers"),
    user_id: plain.ref("users"),
    /** Keyed hash of the id that its sender gave it. */
    message_hash: plain.hash(),
    run_id: plain.looseRef(),
    received_at: plain.time(),
  },
  indexes: [{ on: ["workspace_id", "trigger_id", "received_at"] }, { on: ["user_id"] }, { on: ["received_at"] }],
});
