export { objectStorePort, storedObjectsOver } from "./contents/open-object.ts";
export { openFile, storeFile } from "./store-file.ts";
