import type { Work } from "../../framework/context.ts";
import { findAny, type RequestRow } from "../rights-requests/public.ts";
import { representativeErrors } from "./errors.ts";
import type { OpenedRepresentative } from "./open-representative.ts";

/** @throws Refusal `representatives.not_theirs`, also where there is none */
export async function findRepresented(
  work: Work,
  who: OpenedRepresentative,
  id: string,
  lock?: "to change",
): Promise<RequestRow> {
  const row = await findAny(work, id, lock);
  if (row?.representative_id !== who.id) throw representativeErrors.not_theirs();
  return row;
}
