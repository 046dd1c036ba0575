export { openGuardRules } from "./open-guard-rules.ts";
