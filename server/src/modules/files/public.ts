export { ObjectMissing, type ObjectStore } from "../../integrations/roles/object-store.ts";
export { objectStorePort, storedObjectsOver } from "./contents/open-object.ts";
export { dropFiles } from "./drop-files.ts";
export { sealedSize } from "./contents/seal-chunks.ts";
export { type FileHealth, readFileHealth } from "./read-file-health.ts";
export { openFile, storeFile } from "./store-file.ts";
