import type { Module } from "../../framework/endpoint.ts";
import { acceptOwnership } from "./accept-ownership.ts";
import { ownershipErrors } from "./errors.ts";
import { listOwnershipTransfers } from "./list-ownership-transfers.ts";
import { offerOwnership } from "./offer-ownership.ts";
import { ownershipTransfers } from "./tables.ts";
import { withdrawOwnership } from "./withdraw-ownership.ts";

export const ownershipModule: Module = {
  name: "ownership",
  tables: [ownershipTransfers],
  endpoints: [listOwnershipTransfers, offerOwnership, acceptOwnership, withdrawOwnership],
  errors: ownershipErrors,
};
