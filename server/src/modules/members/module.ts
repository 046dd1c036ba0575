import type { Module } from "../../framework/endpoint.ts";
import { memberships, invitations } from "./tables.ts";

export const membersModule: Module = {
  name: "members",
  tables: [memberships, invitations],
  endpoints: [],
};
