export { keepStartingPoints } from "./keep-starting-points.ts";
