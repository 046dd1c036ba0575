import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip, gunzipSync } from "node:zlib";
import { unpackModel, type Model } from "./model-file.ts";

const path = join(import.meta.dirname, "names-2.model");
let loaded: Model | undefined;
let loading: Promise<void> | undefined;

/** Read when first needed, once a process. Holds the event loop for some 50 ms unless `prepareModel` came before. */
export const loadModel = (): Model => (loaded ??= unpackModel(gunzipSync(readFileSync(path))));

/** For a thread that is given what another has read. */
export const keepModel = (model: Model): void => void (loaded = model);

/** Reads and unpacks the model beside the event loop. Nothing to wait for once it is there. */
export function prepareModel(): Promise<void> | undefined {
  if (loaded) return undefined;
  loading ??= readFile(path)
    .then(promisify(gunzip))
    .then((bytes) => void (loaded ??= unpackModel(bytes)));
  return loading;
}
