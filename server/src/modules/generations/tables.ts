import { surfaces } from "../../egress/public.ts";
import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { FinishReason, ModelMessage, ModelSettings } from "../../integrations/roles/models/model.ts";

const words = {
  category: "content.private",
  purposes: ["converse"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;
const when = { category: "user.behavior", purposes: ["converse"], erase: "delete", export: true } as const;

export const queuedStates = ["queued", "running", "completed", "stopped", "failed", "interrupted"] as const;

export type Wanted = {
  model: string;
  messages: ModelMessage[];
  instructions?: string;
  /** As it was when this was asked for; a version that does not know the column reads it here. */
  contact_id?: string;
} & ModelSettings;
export type Result = { text: string; finish_reason: FinishReason };

/** A generation that somebody asked for without waiting: what to send until it is sent, then what came back. */
export const queuedGenerations = table("queued_generations", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  keep: {
    cls: "conversation",
    because: "Whoever asks without waiting fetches the answer later; it goes an hour after that, or after a week.",
    until: { column: "discard_at", days: 0 },
  },
  key: ["generation_id"],
  columns: {
    /** Also that of the AI call once it is made: a call of this id is recorded, and so sent, once. */
    generation_id: plain.looseRef(),
    user_id: plain.ref("users"),
    /** The key that asked, where it was one: revoked meanwhile, it has nothing made any more. */
    api_key_id: plain.looseRef().nullable(),
    /** Whom it is about, what was asked and what came back: it goes with them. */
    contact_id: plain.about("contact").nullable(),
    surface: plain.oneOf(surfaces),
    state: plain.oneOf(queuedStates),
    /** Gone when it is over. */
    wanted: personal.json<Wanted>({ ...words, export: false }).nullable(),
    result: personal.json<Result>(words).nullable(),
    error_code: plain.word().nullable(),
    run_at: plain.time(),
    /** Its result was fetched. */
    fetched_at: plain.time().nullable(),
    discard_at: plain.time(),
    created_at: personal.time(when),
  },
  indexes: [{ on: ["user_id"] }, { on: ["discard_at"] }, { on: ["contact_id"], where: "contact_id is not null" }],
});
