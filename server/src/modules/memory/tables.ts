import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

const words = {
  category: "content.private",
  purposes: ["converse"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;
const when = { category: "user.behavior", purposes: ["converse"], erase: "delete", export: true } as const;

export const memoryKinds = ["fact", "preference", "event"] as const;
export const memoryStatuses = ["active", "superseded"] as const;
export const memorySources = ["extracted", "tool", "written"] as const;

/**
 * What one agent knows of one person. Only ever added to: what is no longer so is superseded and stays with its time.
 * Forgetting deletes the row, and so does deleting what it came from.
 */
export const memories = table("memories", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  keep: { cls: "conversation", because: "You can see, correct and forget what agents remember of you at any time." },
  columns: {
    id: plain.id("mem"),
    user_id: plain.ref("users"),
    agent_id: plain.ref("agents"),
    /** The contact it was said about: told only where the talk is about them again. Once they are gone, it goes, too. */
    contact_id: plain.about("contact").nullable(),
    /** Where it was said; it goes with either. */
    conversation_id: plain.ref("conversations").nullable(),
    message_id: plain.ref("messages").nullable(),
    text: personal.text(words),
    kind: plain.oneOf(memoryKinds),
    source: plain.oneOf(memorySources),
    /** Since when it is so, or when it happened, where that was said. */
    event_at: personal.time(when).nullable(),
    /** Percent. */
    confidence: plain.int(),
    status: plain.oneOf(memoryStatuses),
    successor_id: plain.looseRef().nullable(),
    superseded_at: personal.time(when).nullable(),
    /** Told in every turn. */
    pinned: plain.bool(),
    /** Something from outside was in context when it was said. Stays so, whatever becomes of it. */
    untrusted: plain.bool(),
    sandbox: plain.bool(),
    /** It is told although its message is not any more: that was for something else in it. */
    stays: plain.bool().default("false"),
    /** Base64 of one signed byte for each dimension. */
    vector: personal.text({ ...words, export: false }).nullable(),
    created_at: personal.time(when),
    /** Counts changes. */
    version: plain.int(),
  },
  indexes: [
    { on: ["workspace_id", "user_id", "agent_id", "id"] },
    { on: ["workspace_id", "agent_id"] },
    { on: ["workspace_id", "conversation_id"], where: "conversation_id is not null" },
    { on: ["workspace_id", "message_id"], where: "message_id is not null" },
    { on: ["workspace_id", "successor_id"], where: "successor_id is not null" },
    { on: ["contact_id"], where: "contact_id is not null" },
    { on: ["user_id"] },
  ],
});
