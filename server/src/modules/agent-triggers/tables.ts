import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

export const triggerKinds = ["schedule", "event"] as const;

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
    /** Five fields of cron, read in the time zone. */
    cron: plain.word().nullable(),
    time_zone: plain.word().nullable(),
    event_type: plain.word().nullable(),
    enabled: plain.bool(),
    /** Why it was switched off by itself: a refusal's code. */
    stopped_because: plain.word().nullable(),
    next_at: plain.time().nullable(),
    last_run_id: plain.looseRef().nullable(),
    created_at: plain.time(),
    version: plain.int(),
  },
  checks: [
    "kind <> 'schedule' or (cron is not null and time_zone is not null)",
    "kind <> 'event' or event_type is not null",
  ],
  indexes: [
    { on: ["workspace_id", "user_id", "id"] },
    { on: ["workspace_id", "agent_id"] },
    { on: ["workspace_id", "event_type"], where: "event_type is not null and enabled" },
    { on: ["next_at"], where: "next_at is not null and enabled" },
    { on: ["user_id"] },
  ],
});
