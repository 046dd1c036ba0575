export { type SecurityEventKind, securityEventKinds, type Severity } from "./security-event-kinds.ts";
export { type RaisedSecurityEvent, raiseSecurityEvent } from "./raise-security-event.ts";
export { securityRaised } from "./security-raised.ts";
export { securityEvents } from "./tables.ts";
