import type { Work } from "../../framework/context.ts";
import { privacyRequests } from "../../privacy/public.ts";
import type { StoredRequest } from "./find-privacy-request.ts";

export { loadExport, streamArchive } from "./download-archive.ts";
export { privacyRequestErrors } from "./errors.ts";
export { eraseAfterHold, insertErasure, insertExport } from "./insert-erasure.ts";

/** A request of the scope's own, by the id that something else keeps of it. */
export async function findStoredRequest(work: Work, id: string): Promise<StoredRequest | undefined> {
  const query = work.db.of(privacyRequests).selectFrom("privacy_requests").selectAll().where("id", "=", id);
  const row = await query.executeTakeFirst();
  return row && { ...row, tasks: 0, tasks_done: 0 };
}
