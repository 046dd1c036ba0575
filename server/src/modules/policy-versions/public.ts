export { authorityOf } from "./operator-profile.ts";
export { readProfile } from "./read-profile.ts";
