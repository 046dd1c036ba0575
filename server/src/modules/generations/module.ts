import type { Module } from "../../framework/endpoint.ts";
import { listGenerations } from "./list-generations.ts";

/** What is told of AI calls; making them is the gate's. */
export const generationsModule: Module = {
  name: "generations",
  endpoints: [listGenerations],
};
