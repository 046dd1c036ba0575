export { beginSession } from "./begin-session.ts";
export { completeSignIn, type FirstFactor, type SignInOutcome } from "./complete-sign-in.ts";
export { endSessions } from "./end-sessions.ts";
export { hashToken } from "./identify-caller.ts";
export { rotateSession } from "./rotate-session.ts";
