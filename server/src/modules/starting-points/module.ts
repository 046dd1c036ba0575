import type { Module } from "../../framework/endpoint.ts";
import { listStartingPoints } from "./list-starting-points.ts";

export const startingPointsModule: Module = { name: "starting-points", endpoints: [listStartingPoints] };
