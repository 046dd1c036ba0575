import type { Context } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { contactSubject, findPlace, insertLock, requireContact, withdrawAllConsents } from "../contacts/public.ts";
import { insertErasure, insertExport } from "../privacy-requests/public.ts";
import { correctEverywhere } from "./corrections/correct-everywhere.ts";
import { correctMember } from "./corrections/correct-member.ts";
import { findMember, findMembers } from "./corrections/find-members.ts";
import { rightsRequestErrors } from "./errors.ts";
import { findCandidates } from "./find-candidates.ts";
import type { OpenedRequest, RequestRow } from "./find-request.ts";
import type { RequestKind } from "./tables.ts";
import { receiptToken } from "./make-follow-token.ts";

type Done = Pick<RequestRow, "workspace_id" | "contact_id" | "privacy_request_id">;
type Asked = {
  row: RequestRow;
  opened: OpenedRequest;
  outcome: "fulfilled" | "partly";
  contactId: string | undefined;
  userId: string | undefined;
};

/** What rests on an interest of the organization's; messages that a contract needs go on. */
const objectable = ["ai", "marketing", "memory"] as const;

/** What is done for a contact in the system itself, by what was asked. */
const deeds: Partial<
  Record<RequestKind, (ctx: Context, row: RequestRow, contactId: string) => Promise<string | null>>
> = {
  access: takeAlong,
  port: takeAlong,
  rectify: correctEverywhere,
  async erase(ctx, row, contactId) {
    const subject = contactSubject(ctx, contactId);
    return (await insertErasure(ctx, subject, ctx.at, receiptToken(ctx.keyring, row.id))).id;
  },
  async restrict(ctx, _row, contactId) {
    await insertLock(ctx, contactId, { kind: "restriction", purpose: null });
    return null;
  },
  async object(ctx, _row, contactId) {
    for (const purpose of objectable) await insertLock(ctx, contactId, { kind: "objection", purpose });
    return null;
  },
  async withdraw_consent(ctx, _row, contactId) {
    await withdrawAllConsents(ctx, contactId);
    return null;
  },
};

async function takeAlong(ctx: Context, _row: RequestRow, contactId: string): Promise<string> {
  return (await insertExport(ctx, contactSubject(ctx, contactId))).id;
}

/** What shows whose an address is, and nothing else. */
const byAddress: ReadonlySet<string> = new Set(["own_link", "subject_link", "representative"]);

/** @throws Refusal `rights_requests.contact_needed`, `rights_requests.identity_unproven`, `privacy_requests.already_open` */
export async function carryOut(ctx: Context<"organization">, asked: Asked): Promise<Partial<Done>> {
  const { row, opened, outcome, contactId, userId } = asked;
  if (userId !== undefined) return tellOfMember(ctx, asked, userId);
  const deed = deeds[row.kind];
  if (contactId === undefined) {
    // What is wrong may lie elsewhere than with a contact, and is corrected by hand.
    if (deed && row.kind !== "rectify" && outcome === "fulfilled") throw rightsRequestErrors.contact_needed();
    return {};
  }
  const workspaceId = await findPlace(ctx, contactId);
  if (workspaceId === undefined) throw requestErrors.not_found();
  if (row.proof !== null && byAddress.has(row.proof)) {
    const candidates = await findCandidates(ctx, row, opened);
    if (!candidates.some(({ contact_id }) => contact_id === contactId)) throw rightsRequestErrors.identity_unproven();
  }
  await ctx.become({ workspaceId });
  await requireContact(ctx, contactId);
  return {
    workspace_id: workspaceId,
    contact_id: contactId,
    privacy_request_id: (await deed?.(ctx, row, contactId)) ?? null,
  };
}

/** Of a member nothing but a correction is done here. @throws Refusal `request.not_found`, `rights_requests.identity_unproven` */
async function tellOfMember(
  ctx: Context<"organization">,
  { row, opened, contactId }: Asked,
  userId: string,
): Promise<Partial<Done>> {
  if (!(await findMember(ctx, userId))) throw requestErrors.not_found();
  if (row.kind !== "rectify" || contactId) throw requestErrors.invalid({ path: "user_id", issue: "for_a_correction" });
  if (row.proof !== null && byAddress.has(row.proof) && !(await findMembers(ctx, row, opened)).includes(userId))
    throw rightsRequestErrors.identity_unproven();
  await correctMember(ctx, row, userId);
  return {};
}
