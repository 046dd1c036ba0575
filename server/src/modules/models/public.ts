export { canSee } from "./can-see.ts";
export { findModel } from "./find-model.ts";
export { type ImageConfiguration, resolveImage } from "./images/find-image-configuration.ts";
export { findRouteId } from "./routes/find-route-id.ts";
export { readModels, sandboxModelId } from "./read-models.ts";
export { listCallable } from "./list-callable.ts";
export { openPriceBook, priceBookPort } from "./prices/open-price-book.ts";
export { modelErrors } from "./errors.ts";
