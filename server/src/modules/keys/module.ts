import type { Module } from "../../framework/endpoint.ts";
import { changeKeyEpoch } from "./change-key-epoch.ts";
import { changeKeyEpoch as changeKeyEpochJob } from "./change-key-epoch.job.ts";
import { listKeyEpochs } from "./list-key-epochs.ts";

export const keysModule: Module = {
  name: "keys",
  endpoints: [listKeyEpochs, changeKeyEpoch],
  jobs: [changeKeyEpochJob],
};
