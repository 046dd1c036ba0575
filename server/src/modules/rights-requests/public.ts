export { findAny, openRequest, type RequestRow } from "./find-request.ts";
export { takeRepresented } from "./intake/take-represented.ts";
export { makeFollowToken } from "./make-follow-token.ts";
export { type RequestKind } from "./tables.ts";
export { representedMoved } from "./tell-moved.ts";
export { withdrawRequest } from "./withdraw-request.ts";
