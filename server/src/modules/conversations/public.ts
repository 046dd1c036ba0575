export { showRun } from "./answers/show-run.ts";
