import type { Module } from "../../framework/endpoint.ts";
import { endSupport } from "./end-support.ts";
import { grantSupport } from "./grant-support.ts";
import { listOwnSupport } from "./list-own-support.ts";
import { listSupportGrants } from "./list-support-grants.ts";
import { supportGrants } from "./tables.ts";

export const supportModule: Module = {
  name: "support",
  tables: [supportGrants],
  endpoints: [listSupportGrants, grantSupport, endSupport, listOwnSupport],
};
