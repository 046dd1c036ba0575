import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import type { NotRemembered } from "../runs/public.ts";

const words = {
  category: "content.private",
  purposes: ["converse"],
  seal: "object",
  erase: "shred",
  export: true,
} as const;
const when = { category: "user.behavior", purposes: ["converse"], erase: "delete", export: true } as const;
const because = "You can reread, rename and delete your own conversations at any time.";

const becauseSpoken = "You wrote it in a chat window; whoever answers for the window can read and delete it.";

/** Values for `{{name}}` in the instructions of its agent. */
export type ToldVariables = {
  values: Record<string, string>;
  /** An agent that handed over said them, and nobody here. */
  by_agent?: true;
};

/** A person's talk with an agent. Theirs alone, also inside the workspace, and shredded with them. */
export const conversations = table("conversations", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  spoken: { by: { contact: "contact_id", where: "widget_id" }, because: becauseSpoken },
  keep: { cls: "conversation", because },
  columns: {
    id: plain.id("cnv"),
    user_id: plain.ref("users"),
    /** Belongs to the workspace and may be deleted before the conversation is. */
    agent_id: plain.looseRef(),
    /** The contact it is about: asked for consent and age before each answer. Once they are gone, it goes, too. */
    contact_id: plain.about("contact").nullable(),
    /** The widget by which that contact talks for themself: the person it belongs to only reads it. */
    widget_id: plain.looseRef().nullable(),
    /** Opens title, messages and chunks; wrapped under the user's `conversation` key. */
    object_key: plain.objectKey(),
    title: personal.text(words).nullable(),
    /** What its agent is told besides, from the start on; null where that is nothing. */
    variables: personal.json<ToldVariables>(words).nullable(),
    /** At least one answer came from the sandbox. */
    sandbox: plain.bool(),
    /** Counts changes; whoever follows says up to which they have seen. */
    revision: plain.int(),
    /** At which the conversation's own fields changed last. */
    title_revision: plain.int(),
    created_at: personal.time(when),
    updated_at: personal.time(when),
  },
  indexes: [
    { on: ["workspace_id", "user_id", "updated_at", "id"] },
    { on: ["user_id"] },
    { on: ["contact_id"], where: "contact_id is not null" },
    { on: ["workspace_id", "widget_id"], where: "widget_id is not null" },
  ],
});

export const messages = table("messages", {
  tenant: "workspace",
  owner: owns.via("conversation_id", "conversations"),
  private: "user_id",
  spoken: { by: "above", because: becauseSpoken },
  keep: { cls: "conversation", because },
  columns: {
    id: plain.id("msg"),
    conversation_id: plain.ref("conversations"),
    user_id: plain.ref("users"),
    role: plain.oneOf(["user", "assistant"]),
    state: plain.oneOf(["queued", "streaming", "complete", "stopped", "failed"]),
    /** Of an answer under way the text is in `message_chunks`. */
    text: personal.text(words).nullable(),
    /** Place in the conversation: the revision that made it. */
    position: plain.int(),
    /** At which it changed last. */
    revision: plain.int(),
    /** Was edited or answered anew; kept as an earlier version. */
    superseded: plain.bool(),
    sandbox: plain.bool(),
    /** What somebody outside wrote was in context when this was answered: what reads it later doubts it as well. */
    untrusted: plain.bool().default("false"),
    /** Somebody asked to have forgotten what was said here: it stays readable and is told to no model. */
    withheld: plain.bool().default("false"),
    /** Of an answer: what its agent could have remembered of the turn, and did not. */
    not_remembered: plain.json<NotRemembered>().nullable(),
    model: plain.word().nullable(),
    error_code: plain.word().nullable(),
    /** The attempt that may write this answer; a later one takes over by putting its own here. */
    generation_id: plain.looseRef().nullable(),
    /** The run that writes it, where its agent has tools. */
    run_id: plain.looseRef().nullable(),
    created_at: personal.time(when),
  },
  indexes: [
    { on: ["workspace_id", "conversation_id", "position"], unique: true },
    { on: ["workspace_id", "conversation_id"], where: "state in ('queued', 'streaming')", unique: true },
    { on: ["user_id"] },
  ],
});

/** What is there of an answer under way, as it was shown. Gone when the answer is over. */
export const messageChunks = table("message_chunks", {
  tenant: "workspace",
  owner: owns.via("message_id", "messages"),
  private: "user_id",
  keep: { cls: "conversation", because: "An answer can be followed from several windows, and goes on after a reload." },
  key: ["message_id", "sequence"],
  columns: {
    message_id: plain.ref("messages"),
    sequence: plain.int(),
    /** UTF-16 length of the answer before it. */
    text_offset: plain.int(),
    user_id: plain.ref("users"),
    text: personal.text({ ...words, export: false }),
  },
  indexes: [{ on: ["user_id"] }],
});

/** What stood in for what when this conversation was sent to a model. Dies with it. */
export const conversationPlaceholders = table("conversation_placeholders", {
  tenant: "workspace",
  owner: owns.via("conversation_id", "conversations"),
  private: "user_id",
  keep: {
    cls: "conversation",
    because: "A value that is kept from models has the same placeholder throughout a conversation.",
  },
  key: ["conversation_id", "word", "number"],
  columns: {
    conversation_id: plain.ref("conversations"),
    /** With the number, the placeholder: `EMAIL`, 1. */
    word: plain.word(),
    number: plain.int(),
    user_id: plain.ref("users"),
    value: personal.text({ ...words, export: false }),
  },
  indexes: [{ on: ["user_id"] }],
});
