import type { Module } from "../../framework/endpoint.ts";
import { createModelServer } from "./create-model-server.ts";
import { createProviderKey } from "./create-provider-key.ts";
import { deleteModelServer } from "./delete-model-server.ts";
import { modelErrors } from "./errors.ts";
import { listModelServers } from "./list-model-servers.ts";
import { listModels } from "./list-models.ts";
import { refreshModelServer } from "./refresh-model-server.job.ts";
import { refreshModelServers } from "./refresh-model-servers.job.ts";
import { listProviders } from "./list-providers.ts";
import { createImageConfiguration } from "./images/create-image-configuration.ts";
import { deleteImageConfiguration } from "./images/delete-image-configuration.ts";
import { listImageConfigurations } from "./images/list-image-configurations.ts";
import { imageConfigurations } from "./images/tables.ts";
import { updateImageConfiguration } from "./images/update-image-configuration.ts";
import { createModelPrice } from "./prices/create-model-price.ts";
import { deleteModelPrice } from "./prices/delete-model-price.ts";
import { listModelPrices } from "./prices/list-model-prices.ts";
import { modelPrices } from "./prices/tables.ts";
import { createRoute } from "./routes/create-route.ts";
import { deleteRoute } from "./routes/delete-route.ts";
import { listRoutes } from "./routes/list-routes.ts";
import { testRoute } from "./routes/test-route.ts";
import { updateRoute } from "./routes/update-route.ts";
import { routes } from "./routes/tables.ts";
import { modelServers } from "./tables.ts";
import { keepAiAtHome } from "./promises/keep-ai-at-home.ts";

export const modelsModule: Module = {
  name: "models",
  tables: [modelServers, routes, modelPrices, imageConfigurations],
  endpoints: [
    listModels,
    listModelServers,
    createModelServer,
    createProviderKey,
    deleteModelServer,
    listRoutes,
    createRoute,
    updateRoute,
    testRoute,
    deleteRoute,
    listProviders,
    listImageConfigurations,
    createImageConfiguration,
    updateImageConfiguration,
    deleteImageConfiguration,
    listModelPrices,
    createModelPrice,
    deleteModelPrice,
  ],
  jobs: [refreshModelServers, refreshModelServer],
  errors: modelErrors,
  promises: [keepAiAtHome],
};
