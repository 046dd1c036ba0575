import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { ConnectorError } from "../../../integrations/roles/connector.ts";
import { mcpServerErrors } from "../errors.ts";
import { findServers, type McpServer } from "../find-servers.ts";
import { lookAtServer } from "../look-at-server.ts";
import { mcpServerOutput, presentServer } from "../present-server.ts";
import { checkSignIn } from "../sign-in/prepare-sign-in.ts";
import { clientInput, clientOf, headerValue } from "./client-input.ts";
import { insertServer } from "./insert-server.ts";

const serversMax = 30;

const input = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z][a-z0-9]{0,19}$/)
    .describe("Small letters and digits. Its tools are called `mcp_NAME_…`."),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .describe("Where it speaks Streamable HTTP."),
  owner: z.enum(["person", "workspace"]).default("person").describe("Whose it is: yours alone, or the workspace's."),
  secret: z
    .strictObject({
      header: z
        .string()
        .regex(/^[A-Za-z][A-Za-z0-9-]{0,60}$/)
        .refine(
          (name) => !/^(host|content-.*|accept.*|mcp-.*|cookie|connection|transfer-.*|origin|te|upgrade)$/i.test(name),
        )
        .default("Authorization"),
      value: headerValue.describe("As it is sent, such as `Bearer …`. Never shown again."),
    })
    .optional(),
  sign_in: z
    .enum(["person", "workspace"])
    .default("person")
    .describe(
      "Where the server wants somebody signed in: each for themselves, or one for the workspace. One's own server knows the first alone.",
    ),
  client: clientInput.optional(),
});

export type Given = z.output<typeof input>;
/** What a server said, and who signs in at it. */
export type Looked = Awaited<ReturnType<typeof lookAtServer>> & Pick<McpServer, "sign_in">;

export const createMcpServer = endpoint({
  method: "POST",
  path: "/mcp-servers",
  summary: "Add a server of the Model Context Protocol, whose tools agents can be given.",
  description:
    "It is asked what it has. None of its tools is offered before somebody has accepted what the server says of it. One that wants somebody signed in is asked how one does; what it has is found out by `POST /mcp-servers/{mcp_server_id}/check` once somebody is.",
  scope: "workspace",
  permission: "connections.write",
  alsoNeeds: ({ owner }) => (owner === "workspace" ? ["connections.share"] : []),
  purpose: "connections",
  rate: "expensive",
  reachesOut: true,
  status: 201,
  input,
  output: mcpServerOutput,
  refusals: [
    mcpServerErrors.limit_reached,
    mcpServerErrors.name_taken,
    mcpServerErrors.url_refused,
    mcpServerErrors.sign_in_needed,
    mcpServerErrors.sign_in_refused,
    mcpServerErrors.client_needed,
    mcpServerErrors.not_reached,
  ],
  audit: { action: "mcp_server.added", target: ({ id }) => id },
  prepare: async (ctx, given): Promise<Looked> => {
    await checkRoom(ctx, given);
    return look(ctx, given);
  },
  async run(ctx, given, { prepared }) {
    await checkRoom(ctx, given);
    const id = await insertServer(ctx, given, prepared as Looked);
    const [made] = await findServers(ctx, id);
    return presentServer(ctx, made!);
  },
});

/** @throws Refusal `mcp_servers.limit_reached`, `mcp_servers.name_taken` */
async function checkRoom(ctx: Context<"workspace">, { name, owner }: Given): Promise<void> {
  const known = (await findServers(ctx)).filter((one) => one.owner === owner);
  if (known.length >= serversMax) throw mcpServerErrors.limit_reached({ limit: serversMax });
  if (known.some((one) => one.name === name)) throw mcpServerErrors.name_taken();
}

async function look(ctx: Context<"workspace">, given: Given): Promise<Looked> {
  const { username, password } = new URL(given.url);
  if (username || password) throw mcpServerErrors.url_refused();
  try {
    return { ...(await lookAtServer(ctx, { url: given.url, secret: given.secret ?? null })), sign_in: "none" };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    const isShut = error.failure === "unauthorized" || error.failure === "forbidden";
    if (!isShut) throw mcpServerErrors.not_reached({ reason: error.failure });
    return lookForSignIn(ctx, given);
  }
}

/** @throws Refusal where a secret was given in vain, or there is no way to sign in */
async function lookForSignIn(
  ctx: Context<"workspace">,
  { url, owner, secret, client, sign_in }: Given,
): Promise<Looked> {
  if (secret) throw mcpServerErrors.sign_in_needed();
  await checkSignIn(ctx, { url, client: client ? clientOf(client) : null });
  return { revision: "unknown", seen: [], sign_in: owner === "person" ? "person" : sign_in };
}
