export { authorityOf, factsOf, findBlanks, type OperatorProfile } from "./operator-profile.ts";
export { findVersions } from "./find-versions.ts";
export { readProfile } from "./read-profile.ts";
