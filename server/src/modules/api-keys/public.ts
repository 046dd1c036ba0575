export { doesKeyReach } from "./does-key-reach.ts";
export { isKeyValid } from "./is-key-valid.ts";
