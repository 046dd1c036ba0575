import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findConnections } from "./find-connections.ts";
import { connectionOutput, presentConnection } from "./present-connection.ts";

export const listConnections = endpoint({
  method: "GET",
  path: "/connections",
  summary: "The accounts you connected in this workspace, and the workspace's own.",
  description: "Never with a credential. Nobody sees another person's, administrators neither.",
  scope: "workspace",
  permission: "connections.read",
  purpose: "connections",
  input: z.strictObject({}),
  output: z.object({ data: z.array(connectionOutput) }),
  run: async (ctx) => ({ data: (await findConnections(ctx)).map(presentConnection) }),
});
