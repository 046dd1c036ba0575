import type { Module } from "../../framework/endpoint.ts";
import { sessions } from "./tables.ts";

export const sessionsModule: Module = {
  name: "sessions",
  tables: [sessions],
  endpoints: [],
};
