import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { Refusal } from "../../../framework/errors.ts";
import { ConnectorError } from "../../../integrations/roles/connector.ts";
import { mcpServerErrors } from "../errors.ts";
import { findServers, keyOf, type Owner, tableOf } from "../find-servers.ts";
import { lookAtServer } from "../look-at-server.ts";
import { mcpServerOutput, presentServer } from "../present-server.ts";

const serversMax = 30;

const headerValue = z
  .string()
  .min(1)
  .max(4000)
  .regex(/^[\t\x20-\x7e]+$/);

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
});

type Given = z.output<typeof input>;
type Looked = Awaited<ReturnType<typeof lookAtServer>>;

export const createMcpServer = endpoint({
  method: "POST",
  path: "/mcp-servers",
  summary: "Add a server of the Model Context Protocol, whose tools agents can be given.",
  description:
    "It is asked what it has. None of its tools is offered before somebody has accepted what the server says of it.",
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
    mcpServerErrors.not_reached,
  ],
  audit: { action: "mcp_server.added", target: ({ id }) => id },
  prepare: async (ctx, given): Promise<Looked> => {
    await checkRoom(ctx, given);
    return look(ctx, given);
  },
  async run(ctx, given, { prepared }) {
    await checkRoom(ctx, given);
    const { revision, seen } = prepared as Looked;
    const id = await insertServer(ctx, given, { revision, tools: { seen, accepted: [] } });
    const [made] = await findServers(ctx, id);
    return presentServer(made!);
  },
});

/** @throws Refusal `mcp_servers.limit_reached`, `mcp_servers.name_taken` */
async function checkRoom(ctx: Context<"workspace">, { name, owner }: Given): Promise<void> {
  const known = (await findServers(ctx)).filter((one) => one.owner === owner);
  if (known.length >= serversMax) throw mcpServerErrors.limit_reached({ limit: serversMax });
  if (known.some((one) => one.name === name)) throw mcpServerErrors.name_taken();
}

async function look(ctx: Context<"workspace">, { url, secret }: Given): Promise<Looked> {
  const { username, password } = new URL(url);
  if (username || password) throw mcpServerErrors.url_refused();
  try {
    return await lookAtServer(ctx, { url, secret: secret ?? null });
  } catch (error) {
    throw explain(error);
  }
}

function explain(error: unknown): unknown {
  if (error instanceof Refusal || !(error instanceof ConnectorError)) return error;
  if (error.failure === "unauthorized" || error.failure === "forbidden") return mcpServerErrors.sign_in_needed();
  return mcpServerErrors.not_reached({ reason: error.failure });
}

type Made = { revision: string; tools: Parameters<typeof presentServer>[0]["tools"] };

async function insertServer(ctx: Context<"workspace">, given: Given, { revision, tools }: Made): Promise<string> {
  const { workspaceId, organizationId, userId } = ctx.scope;
  const owner: Owner = given.owner;
  const table = tableOf[owner];
  const id = ctx.newId(owner === "person" ? "mcs" : "wms");
  const whose = owner === "person" ? "user_id" : "created_by";
  const row = { id, workspace_id: workspaceId, name: given.name, url: given.url, secret: given.secret ?? null, tools };
  const sealed = ctx.seal(table, await keyOf(ctx, owner), row);
  await ctx.db.query(
    `insert into ${table.name} (id, organization_id, workspace_id, ${whose}, name, url, secret, tools, revision, state, checked_at, created_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'working', $10, $10)`,
    [id, organizationId, workspaceId, userId, sealed.name, sealed.url, sealed.secret, sealed.tools, revision, ctx.at],
  );
  return id;
}
