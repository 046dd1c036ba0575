export { isOwnerLink, issueOwnerLink } from "./issue-owner-link.ts";
export { readSettings } from "./read-settings.ts";
