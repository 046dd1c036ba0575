export { makeFollowToken } from "./make-follow-token.ts";
