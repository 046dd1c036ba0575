import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import type { Work } from "../../framework/context.ts";
import { type Connection, findConnections } from "../connections/public.ts";
import type { McpServer } from "./find-servers.ts";
import { serverStates, signIns } from "./tables.ts";
import { nameOf } from "./tools/name-of.ts";
import { flaws, type SeenTool } from "./tools/read-tools.ts";

const told = z.object({
  description: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  effect: z.enum(["reads", "writes"]),
  is_destructive: z.boolean(),
  is_idempotent: z.boolean(),
});

const toolOutput = z.object({
  name: z.string().describe("As agents are given it."),
  title: z.string().describe("As the server calls it."),
  state: z
    .enum(["new", "accepted", "changed", "gone", "unusable"])
    .describe(
      "`changed`: the server tells of it in other words than those accepted. Only what is `accepted` is offered.",
    ),
  fingerprint: z
    .string()
    .nullable()
    .describe("Stands for all that the server says of it now; nothing where it is gone."),
  flaw: z.enum(flaws).nullable(),
  now: told.nullable().describe("In the server's words, without what nobody would see."),
  accepted: told.nullable().describe("What was accepted, where that differs."),
});

export const mcpServerOutput = z.object({
  id: z.string(),
  name: z.string(),
  url: z.string(),
  owner: z.enum(["person", "workspace"]),
  has_secret: z.boolean(),
  sign_in: z.enum(signIns).describe("Whether each signs in at it for themselves, or somebody once for the workspace."),
  client: z
    .object({ id: z.string(), has_secret: z.boolean() })
    .nullable()
    .describe("Avow as somebody registered it by hand; nothing where it introduces itself."),
  signed_in: z
    .object({
      connection_id: z.string().describe("Ends as any connection does, by `DELETE /connections/{connection_id}`."),
      state: z.enum(["working", "failing", "ended"]).describe("`ended`: sign in again."),
      failure_code: z.string().nullable(),
      since: timeOutput,
      ends_at: timeOutput.nullable().describe("When one has to sign in anew, as far as the server tells."),
    })
    .nullable()
    .describe("You, or somebody for the workspace. Nobody sees another person's."),
  revision: z.string().describe("Of the protocol, as both spoke it last."),
  state: z.enum(serverStates),
  failure_code: z.string().nullable(),
  tools: z.array(toolOutput),
  checked_at: timeOutput.describe("When it last proved that it is there: when it is used, or when somebody asks."),
  used_at: timeOutput.nullable(),
  created_at: timeOutput,
});

/** Servers, each with this person's own sign-in at it. */
export async function presentServers(work: Work, servers: readonly McpServer[]) {
  const known = servers.some(({ sign_in }) => sign_in !== "none")
    ? await findConnections(work, { service: "mcp" })
    : [];
  return servers.map((server) => presentWith(server, known));
}

export async function presentServer(work: Work, server: McpServer): Promise<z.input<typeof mcpServerOutput>> {
  const [presented] = await presentServers(work, [server]);
  return presented!;
}

function presentWith(server: McpServer, signedIn: readonly Connection[]): z.input<typeof mcpServerOutput> {
  const {
    id,
    name,
    url,
    owner,
    secret,
    client,
    sign_in,
    revision,
    state,
    failure_code,
    checked_at,
    used_at,
    created_at,
  } = server;
  const { seen, accepted } = server.tools;
  const gone = accepted.filter((one) => !seen.some((now) => now.name === one.name));
  const tools = [
    ...seen.map((now) => presentTool(server, { now, accepted: accepted.find((one) => one.name === now.name) })),
    ...gone.map((one) => presentTool(server, { accepted: one })),
  ];
  const own = signedIn.find((one) => one.server === id);
  const facts = { id, name, url, owner, sign_in, revision, state, failure_code, checked_at, used_at, created_at };
  const shown = client && { id: client.id, has_secret: client.secret !== null };
  return {
    ...facts,
    has_secret: secret !== null,
    client: shown,
    signed_in: own ? presentSignIn(own) : null,
    tools,
  };
}

const presentSignIn = ({ id, state, failure_code, created_at, ends_at }: Connection) => ({
  connection_id: id,
  state,
  failure_code,
  since: created_at,
  ends_at,
});

type Known = { now?: SeenTool; accepted?: SeenTool | undefined };

function presentTool(server: McpServer, { now, accepted }: Known): z.input<typeof toolOutput> {
  const one = (now ?? accepted)!;
  const state = stateOf({ now, accepted } as Known);
  return {
    name: nameOf(server, one),
    title: one.name,
    state,
    fingerprint: now?.fingerprint ?? null,
    flaw: now?.flaw ?? null,
    now: now ? tell(now) : null,
    accepted: accepted && state !== "accepted" ? tell(accepted) : null,
  };
}

function stateOf({ now, accepted }: Known) {
  if (!now) return "gone";
  if (now.flaw !== null) return "unusable";
  if (!accepted) return "new";
  return accepted.fingerprint === now.fingerprint ? "accepted" : "changed";
}

const tell = ({ description, parameters, effect, isDestructive, isIdempotent }: SeenTool) => ({
  description,
  parameters,
  effect,
  is_destructive: isDestructive,
  is_idempotent: isIdempotent,
});
