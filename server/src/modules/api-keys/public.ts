export { isKeyValid } from "./is-key-valid.ts";
