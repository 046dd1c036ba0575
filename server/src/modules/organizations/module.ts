import type { Module } from "../../framework/endpoint.ts";
import { organizations } from "./tables.ts";

export const organizationsModule: Module = {
  name: "organizations",
  tables: [organizations],
  endpoints: [],
};
