import { readFileSync } from "node:fs";
import { join } from "node:path";
import { unpackModel, type Model } from "./model-file.ts";

const path = join(import.meta.dirname, "names-1.model");
let loaded: Model | undefined;

/** Read when first needed, once a process. */
export const loadModel = (): Model => (loaded ??= unpackModel(readFileSync(path)));
