export { changeKeyEpoch } from "./change-key-epoch.job.ts";
