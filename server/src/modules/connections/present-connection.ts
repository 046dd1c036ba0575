import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import { connectedNames } from "../../integrations/roles/connector.ts";
import type { Connection } from "./find-connections.ts";
import { connectionStates } from "./tables.ts";

export const connectionOutput = z.object({
  id: z.string(),
  service: z.enum(connectedNames),
  mcp_server_id: z.string().nullable().describe("At which server one is signed in, where `service` is `mcp`."),
  owner: z.enum(["person", "workspace"]),
  account: z.string().describe("Whose account it is there."),
  abilities: z.array(z.string()).describe("What it may be used for, as the service allowed it."),
  state: z.enum(connectionStates).describe("`ended`: the service takes the credential no more, and it is destroyed."),
  failure_code: z.string().nullable(),
  ends_at: timeOutput.nullable().describe("When it has to be connected anew, as far as the service tells."),
  checked_at: timeOutput.describe(
    "When the account last proved that it is there: it is asked when it is used, never besides.",
  ),
  used_at: timeOutput.nullable(),
  created_at: timeOutput,
});

export const presentConnection = (connection: Connection): z.input<typeof connectionOutput> => {
  const { id, service, server, owner, account, abilities, state, failure_code } = connection;
  const { ends_at, checked_at, used_at, created_at } = connection;
  const facts = { id, service, mcp_server_id: server, owner, account, abilities, state, failure_code };
  return { ...facts, ends_at, checked_at, used_at, created_at };
};
