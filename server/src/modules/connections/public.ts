export { connectorsPort } from "./connectors-port.ts";
export { failureOf } from "./disconnect/failure-of.ts";
export { declareRevocation } from "./disconnect/declare-revocation.ts";
export { connectorWrites, listConnectorTools } from "./tools/connector-tools.ts";
export { asPerson } from "./use/as-person.ts";
export { declareWriteKinds } from "./tools/declare-write-kinds.ts";
