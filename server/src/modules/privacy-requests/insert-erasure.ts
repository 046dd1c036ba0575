import { createHash } from "node:crypto";
import type { Subject, Work } from "../../framework/context.ts";
import { isUniqueViolation } from "../../framework/errors.ts";
import { newSecret } from "../../framework/ids.ts";
import { privacyRequests, shift, subjectReference } from "../../privacy/public.ts";
import { privacyRequestErrors } from "./errors.ts";
import type { StoredRequest } from "./find-privacy-request.ts";
import { hashAfterHold, hashReceiptToken } from "./hash-receipt-token.ts";
import { presentPrivacyRequest } from "./present-privacy-request.ts";
import { readDuration } from "./read-duration.ts";

/** A plan that nobody confirms lapses. */
const planned = { amount: 7, unit: "days" } as const;

const columnsOf = ({ kind, id, within }: Subject, requestedBy: string | undefined) => ({
  user_id: kind === "user" ? id : null,
  organization_id: kind === "organization" ? id : (within?.organizationId ?? null),
  workspace_id: within?.workspaceId ?? null,
  contact_id: kind === "contact" ? id : null,
  requested_by: requestedBy ?? null,
});

/** An export is there at once: it is written while it is downloaded. */
export async function insertExport(work: Work, subject: Subject) {
  const request = { id: work.newId("prq"), kind: "export" as const, state: "completed" as const };
  const times = {
    created_at: work.at,
    completed_at: work.at,
    expires_at: shift(work.at, await readDuration(work, "export.available_days")),
  };
  const row = { ...request, ...times, ...columnsOf(subject, work.scope.userId) };
  const insert = work.db.of(privacyRequests).insertInto("privacy_requests").values(row);
  return presentPrivacyRequest(work, asStored(await insert.returningAll().executeTakeFirstOrThrow()));
}

/** Erases at once what a legal hold had kept of a subject; its receipt follows the first. */
export async function eraseAfterHold(
  work: Work,
  subject: Subject,
  { first, reference }: { first: Buffer; reference: string | null },
): Promise<void> {
  const state = { kind: "erase", state: "cooling_off", confirmed_at: work.at, starts_at: work.at } as const;
  const receipt = { receipt_token_hash: hashAfterHold(first), subject_reference: reference };
  const row = { id: work.newId("prq"), ...state, ...columnsOf(subject, work.scope.userId), ...receipt };
  await work.db
    .of(privacyRequests)
    .insertInto("privacy_requests")
    .values({ ...row, created_at: work.at })
    .execute();
}

/**
 * @param startsAt when it begins, where it needs no confirmation of its own
 * @param token what fetches the receipt, where its holder has it in another way
 */
export async function insertErasure(work: Work, subject: Subject, startsAt?: Date, token = newSecret("rct_")) {
  const salt = createHash("sha256").update(`avow receipt reference|${token}`).digest();
  await dropUnconfirmed(work, subject);
  const state = startsAt
    ? { state: "cooling_off" as const, confirmed_at: work.at, starts_at: startsAt }
    : { state: "planned" as const, expires_at: shift(work.at, planned) };
  const insert = work.db
    .of(privacyRequests)
    .insertInto("privacy_requests")
    .values({
      id: work.newId("prq"),
      kind: "erase",
      ...state,
      ...columnsOf(subject, work.scope.userId),
      receipt_token_hash: hashReceiptToken(token),
      subject_reference: subjectReference(salt, subject.id),
      created_at: work.at,
    });
  try {
    return await presentPrivacyRequest(work, asStored(await insert.returningAll().executeTakeFirstOrThrow()), token);
  } catch (error) {
    const names = ["user_id", "organization_id", "contact_id"].map((column) => `privacy_requests_${column}`);
    if (names.some((name) => isUniqueViolation(error, name))) throw privacyRequestErrors.already_open();
    throw error;
  }
}

/** A plan that was never confirmed gives way to the new one. */
async function dropUnconfirmed(work: Work, subject: Subject): Promise<void> {
  const { user_id, organization_id, contact_id } = columnsOf(subject, undefined);
  await work.db.query(
    `delete from privacy_requests where kind = 'erase' and state = 'planned' and user_id is not distinct from $1
       and organization_id is not distinct from $2 and contact_id is not distinct from $3`,
    [user_id, organization_id, contact_id],
  );
}

const asStored = (row: Omit<StoredRequest, "tasks" | "tasks_done">): StoredRequest => ({
  ...row,
  tasks: 0,
  tasks_done: 0,
});
