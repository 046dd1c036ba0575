import type { Sabotage } from "./sabotage.ts";

type Broken = readonly [promise: string, what: string];

export const patch = ([promise, what]: Broken, file: string, find: string, put: string): Sabotage => ({
  promise,
  what,
  patch: { file: file.startsWith("promises/") ? file : `server/src/${file}`, find, put },
});
export const sql = ([promise, what]: Broken, statement: string): Sabotage => ({
  promise,
  what,
  sql: `set role avow_system; ${statement}; reset role`,
});
/** By whoever owns the tables, who may change their structure. */
export const ddl = ([promise, what]: Broken, statement: string): Sabotage => ({ promise, what, sql: statement });
/** The same change, in a copy that takes a backup and restores it in a drill before it is looked at. */
export const patchDrilled = (...how: Parameters<typeof patch>): Sabotage => ({ ...patch(...how), before: "drill" });
