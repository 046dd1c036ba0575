import type { Context } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import type { RegimeName } from "../../../privacy/public.ts";
import { indexEmail } from "../../users/public.ts";
import type { RequestRow } from "../find-request.ts";
import { forwardToWorkspaces } from "../forward/forward-request.ts";
import { mailRequest } from "../mail-request.job.ts";
import { type RequestKind, rightsRequests } from "../tables.ts";
import { rightsRequestReceived } from "./confirm-intake.ts";
import { insertRequest } from "./insert-request.ts";
import { mayWriteTo, takeIntakeLimit } from "./take-intake-limit.ts";

type Representative = {
  id: string;
  organizationId: string;
  /** Its word is taken that the address is the person's, and that the person wants it. */
  isTrusted: boolean;
};
type Asked = {
  kind: RequestKind;
  regime: RegimeName;
  agentRequestId: string | null;
  statusCallback: string | null;
  name: string | null;
  email: string;
};

/**
 * What somebody's representative asks in their name, by a message that was proved to be theirs. The person hears of it
 * in any case. The same wish for the same person, while it is open, is one request.
 */
export async function takeRepresented(ctx: Context, by: Representative, asked: Asked): Promise<RequestRow> {
  await takeIntakeLimit(ctx, by.organizationId);
  const open = await findOpen(ctx, by, asked);
  if (open) return open;
  if (!(await mayWriteTo(ctx, asked.email))) throw requestErrors.too_many();
  const { agentRequestId: agent_request_id, statusCallback: status_callback, email, ...rest } = asked;
  const about = { ...rest, organization_id: by.organizationId, asker: "agent" as const, address: email };
  const none = { residence: null, details: null };
  const whom = { asksSubject: !by.isTrusted, subject_address: by.isTrusted ? null : email };
  const proved = by.isTrusted
    ? ({ state: "open", proof: "representative" } as const)
    : ({ state: "verifying", proof: null } as const);
  const theirs = { representative_id: by.id, agent_request_id, status_callback };
  const stands = { ...proved, confirmed_at: ctx.at, expires_at: null, ...theirs };
  const row = await insertRequest(ctx, { ...about, ...none, ...whom }, stands);
  const facts = { rights_request_id: row.id, kind: row.kind, due_at: row.due_at.toISOString() };
  await ctx.emit(rightsRequestReceived, facts);
  await ctx.enqueue(mailRequest, { rights_request_id: row.id, tells: by.isTrusted ? "news" : "subject" });
  return { ...row, ...(await forwardToWorkspaces(ctx, row)) };
}

const findOpen = ({ db, keyring }: Context, by: Representative, { kind, email }: Asked) =>
  db
    .of(rightsRequests)
    .selectFrom("rights_requests")
    .selectAll()
    .where("organization_id", "=", by.organizationId)
    .where("address_index", "=", indexEmail(keyring, email))
    .where("representative_id", "=", by.id)
    .where("kind", "=", kind)
    .where("closed_at", "is", null)
    .limit(1)
    .executeTakeFirst();
