import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { event } from "../../../framework/events.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { findByToken, lockRequest, type RequestRow, saveRequest } from "../find-request.ts";
import { forwardToWorkspaces } from "../forward/forward-request.ts";
import { requestKinds, rightsRequests } from "../tables.ts";
import { tellMoved } from "../tell-moved.ts";
import { followedOutput, presentFollowed } from "./present-followed.ts";
import { reportMinor } from "./report-minor.ts";
import { reckonClosing } from "../reckon-closing.ts";

export const rightsRequestReceived = event(
  "rights_request.received",
  "Somebody asks for their rights, and proved that the address they gave is theirs.",
  z.object({ rights_request_id: z.string(), kind: z.enum(requestKinds), due_at: z.iso.datetime() }),
  { isPublic: true, about: "rights_request_id" },
);

export const confirmIntake = endpoint({
  method: "POST",
  path: "/trust/requests/confirm",
  summary: "Confirm, by the link that was mailed, that the address is yours, or that somebody may ask for you.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  rate: "credentials",
  input: z.strictObject({ token: z.string().max(100) }),
  output: followedOutput,
  refusals: [requestErrors.not_found],
  audit: { action: "rights_request.confirmed", target: ({ id }) => id },
  async run(ctx, { token }) {
    const { id, organization_id, is_subject } = await findByToken(ctx, token);
    await ctx.become({ organizationId: organization_id });
    const row = await lockRequest(ctx, id);
    const column = is_subject ? "subject_confirmed_at" : "confirmed_at";
    if (row.state !== "verifying" || row[column] !== null) return presentFollowed(ctx, row);
    const settled = await confirm(ctx, { ...row, [column]: ctx.at });
    const confirmed = { ...settled, ...(await forwardToWorkspaces(ctx, settled)) };
    const facts = { rights_request_id: id, kind: row.kind, due_at: row.due_at.toISOString() };
    if (row.confirmed_at === null && confirmed.confirmed_at) await ctx.emit(rightsRequestReceived, facts);
    if (confirmed.state !== row.state) await tellMoved(ctx, row);
    if (row.kind === "report_minor") await reportMinor(ctx, confirmed);
    return presentFollowed(ctx, confirmed);
  },
});

/** Verified first; only then it is compared with what else was asked. */
async function confirm(ctx: Context, row: RequestRow): Promise<RequestRow> {
  return saveRequest(ctx, row, {
    confirmed_at: row.confirmed_at,
    subject_confirmed_at: row.subject_confirmed_at,
    // Unconfirmed by whoever asks, it still lapses; confirmed, somebody waits for an answer.
    expires_at: row.confirmed_at ? null : row.expires_at,
    ...(await settle(ctx, row)),
  });
}

async function settle(ctx: Context, row: RequestRow): Promise<Partial<RequestRow>> {
  const proof = proofOf(row);
  if (!proof) return {};
  const verified = { state: "open" as const, proof };
  if (!(await hasOpenTwin(ctx, row))) return verified;
  return { ...verified, state: "duplicate", ...(await reckonClosing(ctx)) };
}

/** For oneself, and for saying what one knows, one's own address is enough; for somebody else, they have to agree, or to be asked by a member. */
function proofOf({ kind, asker, confirmed_at, subject_confirmed_at }: RequestRow) {
  if (!confirmed_at) return undefined;
  if (asker === "self" || kind === "report_minor") return "own_link" as const;
  return subject_confirmed_at ? ("subject_link" as const) : undefined;
}

async function hasOpenTwin(ctx: Context, row: RequestRow): Promise<boolean> {
  const twin = await ctx.db
    .of(rightsRequests)
    .selectFrom("rights_requests")
    .select("id")
    .where("organization_id", "=", row.organization_id)
    .where("address_index", "=", row.address_index)
    .where("kind", "=", row.kind)
    .where("asker", "=", row.asker)
    .where("state", "=", "open")
    .where("id", "!=", row.id)
    .where("kind", "not in", ["question", "complain", "rectify"])
    .limit(1)
    .executeTakeFirst();
  return row.asker === "self" && twin !== undefined;
}
