import type { Module } from "../../framework/endpoint.ts";
import { listOwnConsents } from "./list-own-consents.ts";
import { accountConsents } from "./tables.ts";

export const consentsModule: Module = {
  name: "consents",
  tables: [accountConsents],
  endpoints: [listOwnConsents],
};
