export { modelErrors } from "./errors.ts";
export { findModel } from "./find-model.ts";
export { readModels, sandboxModelId } from "./read-models.ts";
