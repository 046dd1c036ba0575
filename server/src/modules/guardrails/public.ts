export { openGuardRules } from "./open-guard-rules.ts";
export { knowContact, moveKnown } from "./known/know-contact.ts";
export { knowMember } from "./known/know-member.ts";
export { markHandle, openMarker } from "./known/mark-name.ts";
