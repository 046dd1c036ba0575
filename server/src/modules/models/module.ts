import type { Module } from "../../framework/endpoint.ts";
import { createModelServer } from "./create-model-server.ts";
import { deleteModelServer } from "./delete-model-server.ts";
import { modelErrors } from "./errors.ts";
import { listModelServers } from "./list-model-servers.ts";
import { listModels } from "./list-models.ts";
import { refreshModelServer } from "./refresh-model-server.job.ts";
import { refreshModelServers } from "./refresh-model-servers.job.ts";
import { modelServers } from "./tables.ts";

export const modelsModule: Module = {
  name: "models",
  tables: [modelServers],
  endpoints: [listModels, listModelServers, createModelServer, deleteModelServer],
  jobs: [refreshModelServers, refreshModelServer],
  errors: modelErrors,
};
