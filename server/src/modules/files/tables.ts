import { personal, plain } from "../../framework/columns.ts";
import { owns, type Table, table } from "../../framework/table.ts";

const name = {
  category: "content.private",
  // What a document is called is shown with what it says, to people and to agents at work for them.
  purposes: ["files", "knowledge", "converse"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;

const told = { category: "content.private", purposes: ["converse"], seal: "subject", erase: "shred" } as const;

/** `empty` until its content has come, `reading` until it is known what it says or shows. */
export const attachmentStates = ["empty", "reading", "ready", "failed"] as const;

/** What all kinds of file have. The content lies in the object store, sealed under `object_key`. */
const contents = {
  /** Opens the content; made anew whenever content is taken in. */
  object_key: plain.objectKey(),
  name: personal.text(name),
  /** As found in the first bytes, never as claimed. Empty until the content has come. */
  type: plain.word().nullable(),
  bytes: plain.long().nullable(),
  /** Keyed hash of the content, under a key of whoever owns it: the same content is kept once for each of them. */
  content_hash: plain.hash().nullable(),
  object: plain.stored({ name: "name", bytes: "bytes" }).nullable(),
  created_at: plain.time(),
  /** When the content was last found whole. */
  checked_at: plain.time().nullable(),
  /** Since when it is known to be missing or changed in the store. */
  damaged_at: plain.time().nullable(),
};

/** A table of files, whichever kind. */
export type FilesTable = Table<string, typeof contents>;

const indexes = [
  { on: ["workspace_id", "content_hash"] },
  { on: ["object"] },
  { on: ["checked_at"], where: "object is not null" },
];

/** What was added to a conversation: by the person who talks, or by the agent. Theirs alone, and gone with the conversation. */
export const attachments = table("attachments", {
  tenant: "workspace",
  owner: owns.via("conversation_id", "conversations"),
  private: "user_id",
  spoken: { by: "above", because: "An agent made it for you in a chat window; it goes with what was said there." },
  keep: { cls: "conversation", because: "What you add to a conversation is there as long as the conversation." },
  columns: {
    id: plain.id("att"),
    conversation_id: plain.ref("conversations"),
    user_id: plain.ref("users"),
    /** The message it came with; none until it is sent. */
    message_id: plain.ref("messages").nullable(),
    source: plain.oneOf(["person", "agent"]),
    state: plain.oneOf(attachmentStates),
    error_code: plain.word().nullable(),
    /** What it was found to be: a picture, or what kind of document. */
    format: plain.word().nullable(),
    pages: plain.int().nullable(),
    width: plain.int().nullable(),
    height: plain.int().nullable(),
    /** What a document says, as models are told it. */
    text: personal.text({ ...told, export: false }).nullable(),
    /** A small picture of a picture: WebP, base64. */
    preview: personal.text({ ...told, export: false }).nullable(),
    ...contents,
  },
  indexes: [
    ...indexes,
    { on: ["workspace_id", "conversation_id", "id"] },
    { on: ["workspace_id", "message_id"], where: "message_id is not null" },
    { on: ["user_id"] },
  ],
});

/** Files of the workspace: what its members write, show and publish with. */
export const files = table("files", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "content", because: "A file of the workspace is there until someone deletes it." },
  columns: { id: plain.id("fil"), ...contents, created_by: plain.actor() },
  indexes,
});

/** One person's own files, such as what they show an agent. Theirs alone, also inside the workspace. */
export const privateFiles = table("private_files", {
  tenant: "workspace",
  owner: owns.user("user_id"),
  private: "user_id",
  keep: { cls: "conversation", because: "You can open and delete your own files at any time." },
  columns: { id: plain.id("pfl"), user_id: plain.ref("users"), ...contents },
  indexes: [...indexes, { on: ["user_id"] }],
});
