export { forgetDevices } from "./anomalies/remember-device.ts";
export { completeSignIn } from "./complete-sign-in.ts";
export { customRolesSql } from "./custom-roles-sql.ts";
export { endSessions } from "./end-sessions.ts";
export { hashToken } from "../../framework/ids.ts";
export { networkField } from "./reaches-from.ts";
export { rotateSession } from "./rotate-session.ts";
