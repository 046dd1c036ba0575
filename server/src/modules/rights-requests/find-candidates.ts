import type { Work } from "../../framework/context.ts";
import { findContactsByAddress } from "../contacts/public.ts";
import type { OpenedRequest, RequestRow } from "./find-request.ts";

/** Contacts that have the address of whom it is about. Nobody is looked for before that address was confirmed. */
export async function findCandidates(work: Work, row: RequestRow, { address, subject_address }: OpenedRequest) {
  if (row.proof === "subject_link") return findContactsByAddress(work, subject_address ?? "");
  if (row.proof === null) return [];
  return findContactsByAddress(work, subject_address ?? address);
}
