export { declareStatusKind } from "./declare-status-kind.ts";
