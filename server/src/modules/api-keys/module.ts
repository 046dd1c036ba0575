import type { Module } from "../../framework/endpoint.ts";
import { apiKeys } from "./tables.ts";

export const apiKeysModule: Module = {
  name: "api-keys",
  tables: [apiKeys],
  endpoints: [],
};
