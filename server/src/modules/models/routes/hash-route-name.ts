import type { Work } from "../../../framework/context.ts";

/** Routes are found by name; the name itself is sealed. */
export const hashRouteName = (work: Work, name: string): Buffer =>
  work.keyring.keyedHash("route name", `${work.scope.organizationId}|${name}`);
