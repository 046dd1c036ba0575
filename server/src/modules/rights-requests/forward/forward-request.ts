import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { event } from "../../../framework/events.ts";
import { findCandidates } from "../find-candidates.ts";
import { openRequest, type RequestRow, saveRequest } from "../find-request.ts";
import { requestKinds } from "../tables.ts";
import { tellWorkspaces } from "./tell-workspaces.job.ts";

export const rightsRequestForwarded = event(
  "rights_request.forwarded",
  "What somebody asked was passed to a workspace that keeps their data, and answers for it.",
  z.object({
    rights_request_id: z.string(),
    kind: z.enum(requestKinds),
    due_at: z.iso.datetime(),
    to_workspace_id: z.string(),
  }),
  { isPublic: true, about: "rights_request_id" },
);

type Forwarded = Pick<RequestRow, "forwarded_to" | "forwarded_at">;

/** Each workspace answers for its own contacts: what a person asked directly goes to those that have their address. */
export async function forwardToWorkspaces(ctx: Context, row: RequestRow): Promise<Partial<Forwarded>> {
  // Whether somebody is a child is for those who run the accounts.
  if (row.state !== "open" || row.forwarded_at || row.kind === "report_minor") return {};
  const candidates = await findCandidates(ctx, row, await openRequest(ctx, row));
  const to = [...new Set(candidates.map(({ workspace_id }) => workspace_id))];
  return to.length === 0 ? {} : forwardRequest(ctx, row, to);
}

/** Adds to where a request was passed, and says so there. */
export async function forwardRequest(ctx: Context, row: RequestRow, to: readonly string[]): Promise<Forwarded> {
  const known = row.forwarded_to ?? [];
  const added = to.filter((id) => !known.includes(id));
  const changes = { forwarded_to: [...known, ...added], forwarded_at: row.forwarded_at ?? ctx.at };
  await saveRequest(ctx, row, changes);
  const facts = { rights_request_id: row.id, kind: row.kind, due_at: row.due_at.toISOString() };
  for (const to_workspace_id of added) await ctx.emit(rightsRequestForwarded, { ...facts, to_workspace_id });
  if (added.length > 0) await ctx.enqueue(tellWorkspaces, { rights_request_id: row.id });
  return changes;
}
