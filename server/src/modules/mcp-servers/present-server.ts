import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import type { McpServer } from "./find-servers.ts";
import { serverStates } from "./tables.ts";
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
  revision: z.string().describe("Of the protocol, as both spoke it last."),
  state: z.enum(serverStates),
  failure_code: z.string().nullable(),
  tools: z.array(toolOutput),
  checked_at: timeOutput.describe("When it last proved that it is there: when it is used, or when somebody asks."),
  used_at: timeOutput.nullable(),
  created_at: timeOutput,
});

export function presentServer(server: McpServer): z.input<typeof mcpServerOutput> {
  const { id, name, url, owner, secret, revision, state, failure_code, checked_at, used_at, created_at } = server;
  const { seen, accepted } = server.tools;
  const gone = accepted.filter((one) => !seen.some((now) => now.name === one.name));
  const tools = [
    ...seen.map((now) => presentTool(server, { now, accepted: accepted.find((one) => one.name === now.name) })),
    ...gone.map((one) => presentTool(server, { accepted: one })),
  ];
  const facts = { id, name, url, owner, revision, state, failure_code, checked_at, used_at, created_at };
  return { ...facts, has_secret: secret !== null, tools };
}

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
