export { beginSession } from "./begin-session.ts";
export { endSessions } from "./end-sessions.ts";
export { hashToken } from "./identify-caller.ts";
