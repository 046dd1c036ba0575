import { regimes } from "../../../privacy/public.ts";
import * as z from "zod";
import { hourMs, later } from "../../../framework/clock.ts";
import type { Work } from "../../../framework/context.ts";
import { timeOutput } from "../../../framework/endpoint.ts";
import { organizationNamePort } from "../../members/public.ts";
import { authorityOf, readProfile } from "../../policy-versions/public.ts";
import { listCorrections, recipientOutput } from "../corrections/list-corrections.ts";
import { isOverdue } from "../clock/reckon-due.ts";
import { nameWorkspaces } from "../forward/name-workspaces.ts";
import { openRequest, type RequestRow } from "../find-request.ts";
import { askers, outcomes, requestKinds, rightsStates } from "../tables.ts";
import { findPermission, takesPermission } from "../permissions/find-permission.ts";
import { receiptToken } from "../make-follow-token.ts";

/** The download works for so long after it was first opened: one-time, but not lost to a line that broke. */
export const archiveMs = hourMs;

export const authorityOutput = z.object({ name: z.string(), url: z.string() }).nullable();

/** What whoever holds the link sees. */
export const followedOutput = z.object({
  id: z.string(),
  organization_name: z.string(),
  kind: z.enum(requestKinds),
  asker: z.enum(askers),
  state: z.enum(rightsStates),
  waits_for: z
    .enum(["you", "other", "nobody"])
    .describe("Whose confirmation is missing: `other` is theirs who has not clicked their link."),
  law: z.string(),
  created_at: timeOutput,
  due_at: timeOutput,
  is_overdue: z.boolean(),
  forwarded_at: timeOutput.nullable(),
  forwarded_to: z.array(z.string()).describe("Names of the workspaces that keep data of yours, and answer for it."),
  acknowledged_at: timeOutput.nullable().describe("When somebody said that it came in and is looked at."),
  extension_reason: z.string().nullable(),
  outcome: z.enum(outcomes).nullable(),
  reply: z.string().nullable(),
  closed_at: timeOutput.nullable(),
  has_archive: z.boolean().describe("An export waits to be downloaded; the download works once."),
  receipt_token: z.string().nullable().describe("Fetches the receipt of the erasure that came of it. Keep it."),
  recipients: z
    .array(recipientOutput)
    .describe("Who had received what was wrong and is corrected, and whether they know by now."),
  takes_permission: z.boolean().describe("What they signed, so that you may ask for them, can be sent now."),
  permission_received_at: timeOutput.nullable(),
  authority: authorityOutput.describe("Whom to complain to, where you live or where the operator is."),
});

export async function presentFollowed(work: Work, row: RequestRow): Promise<z.input<typeof followedOutput>> {
  const { residence, reply, extension_reason } = await openRequest(work, row);
  const { id, kind, asker, state, created_at, due_at, outcome, closed_at, acknowledged_at } = row;
  const isOpen = closed_at === null;
  return {
    id,
    organization_name: await work.port(organizationNamePort)(work),
    kind,
    asker,
    state,
    waits_for: waitsFor(row),
    law: regimes[row.regime].says,
    created_at,
    due_at,
    acknowledged_at,
    forwarded_at: row.forwarded_at,
    forwarded_to: await nameWorkspaces(work, row),
    is_overdue: isOpen && isOverdue(due_at, work.at),
    extension_reason,
    outcome,
    reply,
    closed_at,
    has_archive: hasArchive(row, work.at),
    receipt_token: kind === "erase" && row.privacy_request_id ? receiptToken(work.keyring, id) : null,
    recipients: await listRecipients(work, row),
    takes_permission: takesPermission(row),
    permission_received_at: (await findPermission(work, row))?.received_at ?? null,
    authority: await findAuthority(work, residence),
  };
}

async function listRecipients(work: Work, { kind, organization_id, id }: RequestRow) {
  if (kind !== "rectify") return [];
  const found = await listCorrections(work, organization_id, id);
  return found.map(({ receiver, received_at, state, told_at }) => ({ receiver, received_at, state, told_at }));
}

export const hasArchive = ({ kind, privacy_request_id, archive_opened_at }: RequestRow, at: Date): boolean =>
  (kind === "access" || kind === "port") &&
  privacy_request_id !== null &&
  (archive_opened_at === null || later(archive_opened_at, archiveMs) > at);

function waitsFor({ state, confirmed_at, subject_token_hash, subject_confirmed_at }: RequestRow) {
  if (state !== "verifying") return "nobody" as const;
  if (!confirmed_at) return "you" as const;
  return subject_token_hash && !subject_confirmed_at ? ("other" as const) : ("nobody" as const);
}

/** Where somebody lives comes first; the operator's country is better than none. */
export async function findAuthority(work: Work, residence: string | null) {
  const own = authorityOf(residence ?? "");
  return own ?? authorityOf((await readProfile(work)).profile.country) ?? null;
}
