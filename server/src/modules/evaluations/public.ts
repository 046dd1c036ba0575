export { hasPassed } from "./has-passed.ts";
