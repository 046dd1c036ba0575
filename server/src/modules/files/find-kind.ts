import type { Subject, Work } from "../../framework/context.ts";
import { files, type FilesTable, privateFiles } from "./tables.ts";

/** Whose a file is: the workspace's, or one person's own. */
export const belongings = ["workspace", "me"] as const;
export type Belonging = (typeof belongings)[number];

export type Kind = {
  belongsTo: Belonging;
  table: FilesTable;
  idPrefix: "fil" | "pfl";
  /** The column that says who uploaded it. */
  by: "created_by" | "user_id";
  cls: "content" | "conversation";
};

export const kinds: Record<Belonging, Kind> = {
  workspace: { belongsTo: "workspace", table: files, idPrefix: "fil", by: "created_by", cls: "content" },
  me: { belongsTo: "me", table: privateFiles, idPrefix: "pfl", by: "user_id", cls: "conversation" },
};

/** The kind an id says it is of. */
export const findKind = (id: string): Kind => (id.startsWith("pfl_") ? kinds.me : kinds.workspace);

export function subjectOfKind(kind: Kind, scope: Work["scope"]): Subject {
  if (kind.belongsTo === "me") return { kind: "user", id: scope.userId! };
  return { kind: "organization", id: scope.organizationId! };
}

/** The key that seals names, and wraps the keys of contents. */
export const keyOfKind = (work: Work, kind: Kind) => work.keys.of(subjectOfKind(kind, work.scope), kind.cls);
