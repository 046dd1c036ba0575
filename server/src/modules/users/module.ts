import type { Module } from "../../framework/endpoint.ts";
import { users, credentials, emailTokens } from "./tables.ts";

export const usersModule: Module = {
  name: "users",
  tables: [users, credentials, emailTokens],
  endpoints: [],
};
