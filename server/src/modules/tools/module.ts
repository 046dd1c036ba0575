import type { Module } from "../../framework/endpoint.ts";
import { listTools } from "./list-tools.ts";

export const toolsModule: Module = { name: "tools", endpoints: [listTools] };
