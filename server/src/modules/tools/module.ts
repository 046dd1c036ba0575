import type { Module } from "../../framework/endpoint.ts";

export const toolsModule: Module = { name: "tools" };
