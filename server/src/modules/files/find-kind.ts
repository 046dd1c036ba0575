import type { Subject, Work } from "../../framework/context.ts";
import { attachments, files, type FilesTable, privateFiles } from "./tables.ts";

/** Whose a file is: the workspace's, or one person's own. */
export const belongings = ["workspace", "me"] as const;
export type Belonging = (typeof belongings)[number];

export type Kind = {
  /** Whose keys seal it. */
  subject: "user" | "organization";
  table: FilesTable;
  idPrefix: "fil" | "pfl" | "att";
  /** The column that says who uploaded it. */
  by: "created_by" | "user_id";
  cls: "content" | "conversation";
};

export const kinds: Record<Belonging | "conversation", Kind> = {
  workspace: { subject: "organization", table: files, idPrefix: "fil", by: "created_by", cls: "content" },
  me: { subject: "user", table: privateFiles, idPrefix: "pfl", by: "user_id", cls: "conversation" },
  conversation: { subject: "user", table: attachments, idPrefix: "att", by: "user_id", cls: "conversation" },
};

/** The kind an id says it is of: what is added to conversations is not found among files. */
export const findKind = (id: string): Kind => (id.startsWith("pfl_") ? kinds.me : kinds.workspace);

export function subjectOfKind(kind: Kind, scope: Work["scope"]): Subject {
  if (kind.subject === "user") return { kind: "user", id: scope.userId! };
  return { kind: "organization", id: scope.organizationId! };
}

/** The key that seals names, and wraps the keys of contents. */
export const keyOfKind = (work: Work, kind: Kind) => work.keys.of(subjectOfKind(kind, work.scope), kind.cls);
