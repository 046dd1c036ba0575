export { connectorsPort } from "./connectors-port.ts";
export { declareRevocation } from "./disconnect/declare-revocation.ts";
export { connectorWrites, listConnectorTools } from "./tools/connector-tools.ts";
export { declareWriteKinds } from "./tools/declare-write-kinds.ts";
