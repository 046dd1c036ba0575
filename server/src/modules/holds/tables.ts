import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import { rightsText } from "../../privacy/public.ts";
import type { IdentityKind } from "../contacts/public.ts";

export const holdReaches = ["workspace", "organization"] as const;
export const holdStates = ["asked", "in_force", "refused", "released"] as const;

/** Whom a hold is about: contacts by their ids, or all of the workspace that a filter finds, also later on. */
export type Predicate =
  | { by: "contacts"; contact_ids: string[] }
  | {
      by: "filter";
      identity_kind?: IdentityKind | undefined;
      created_from?: string | undefined;
      created_to?: string | undefined;
    };

/** A claim for which data is kept although it would be erased: whose, on what basis, and until when that is looked at. */
export const holds = table("holds", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "account", because: "Whoever keeps what would be erased has to show why, who agreed, and until when." },
  columns: {
    id: plain.id("hld"),
    state: plain.oneOf(holdStates),
    predicate: plain.json<Predicate>(),
    /** Where it holds: in its workspace, or in every one of the organization. */
    reach: plain.oneOf(holdReaches).default("'workspace'"),
    /** The hold across the organization that this one is a part of, in another workspace. */
    parent_id: plain.looseRef().nullable(),
    basis: personal.text(rightsText),
    review_at: plain.time(),
    /** For which review day somebody was reminded. */
    reminded_for: plain.time().nullable(),
    asked_by: plain.actor(),
    asked_at: plain.time(),
    in_force_at: plain.time().nullable(),
    released_by: plain.actor(),
    released_at: plain.time().nullable(),
    release_reason: personal.text(rightsText).nullable(),
  },
  indexes: [
    { on: ["asked_by"] },
    { on: ["released_by"] },
    { on: ["review_at"], where: "state = 'in_force'" },
    { on: ["workspace_id", "parent_id"], where: "parent_id is not null", unique: true },
  ],
});
