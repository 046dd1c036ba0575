import type { Selectable } from "kysely";
import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { hashToken } from "../../framework/ids.ts";
import type { RowTypes } from "../../framework/table.ts";
import { lookup } from "../../framework/database/tenant.ts";
import { rightsRequests } from "./tables.ts";

export type RequestRow = Selectable<RowTypes<typeof rightsRequests>>;

/** A request of this organization's that was confirmed by whoever asks; before, it may be anybody's joke. */
export async function findRequest(work: Work, id: string): Promise<RequestRow> {
  const row = await findAny(work, id);
  if (!row?.confirmed_at) throw requestErrors.not_found();
  return row;
}

/** A request of this organization's, locked where it is about to change. */
export function findAny(work: Work, id: string, lock?: "to change"): Promise<RequestRow | undefined> {
  const query = work.db
    .of(rightsRequests)
    .selectFrom("rights_requests")
    .selectAll()
    .where("organization_id", "=", work.scope.organizationId!)
    .where("id", "=", id);
  return (lock ? query.forUpdate() : query).executeTakeFirst();
}

/** @throws Refusal `request.not_found` */
export async function lockRequest(work: Work, id: string): Promise<RequestRow> {
  const row = await findAny(work, id, "to change");
  if (!row) throw requestErrors.not_found();
  return row;
}

/** Writes a change of a row that was locked; what is sealed in it is sealed before. */
export async function saveRequest(work: Work, row: RequestRow, changes: Partial<RequestRow>): Promise<RequestRow> {
  await work.db
    .of(rightsRequests)
    .updateTable("rights_requests")
    .set(changes)
    .where("organization_id", "=", row.organization_id)
    .where("id", "=", row.id)
    .execute();
  return { ...row, ...changes };
}

export const openRequest = async (work: Work, row: RequestRow) =>
  work.open(rightsRequests, await organizationKey(work, row.organization_id), row);
export type OpenedRequest = Awaited<ReturnType<typeof openRequest>>;

export const organizationKey = (work: Work, id: string) => work.keys.of({ kind: "organization", id }, "support");

const requestByToken = lookup<[Buffer], { id: string; organization_id: string; is_subject: boolean }>(
  "rights_request_by_token",
  `select id, organization_id, subject_token_hash is not distinct from $1 as is_subject from rights_requests
   where token_hash = $1 or subject_token_hash = $1`,
);

/** @throws Refusal `request.not_found` */
export async function findByToken(work: Work, token: string) {
  const [found] = await work.lookup(requestByToken, hashToken(token));
  if (!found) throw requestErrors.not_found();
  return found;
}
