export { forgetDevices } from "./anomalies/remember-device.ts";
export { completeSignIn, signInOutput } from "./complete-sign-in.ts";
export { customRolesSql } from "./custom-roles-sql.ts";
export { endSessions } from "./end-sessions.ts";
export { hashToken } from "../../framework/ids.ts";
export { nameNetwork } from "./anomalies/name-network.ts";
export { networkField } from "./reaches-from.ts";
export { forgetProofs, rotateSession } from "./rotate-session.ts";
export { readOwnMethod } from "./read-own-method.ts";
