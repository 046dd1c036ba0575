import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { usualAgent } from "../agents/public.ts";
import { toolSourcesPort } from "./find-tools.ts";

const tool = z.object({
  name: z.string(),
  title: z.string(),
  says: z.string().describe("What it can do, in words for people."),
  description: z.string(),
  source: z.string(),
  effect: z.enum(["none", "reads", "writes"]),
  answers: z.enum(["trusted", "untrusted"]),
  approval: z.enum(["never", "always", "first_use"]),
  permission: z.string(),
  needs_settings: z.boolean().describe("It is not offered before somebody has filled in its settings."),
});

export const listTools = endpoint({
  method: "GET",
  path: "/tools",
  summary: "The tools that agents can be given, as they are there for you.",
  scope: "workspace",
  permission: "agents.read",
  purpose: "agents",
  input: z.strictObject({}),
  output: z.object({ data: z.array(tool) }),
  async run(ctx) {
    const asker = { userId: ctx.scope.userId, agentId: "", config: usualAgent };
    const lists = await Promise.all(
      ctx.port(toolSourcesPort).map(async (source) => ({ source: source.name, tools: await source.list(ctx, asker) })),
    );
    const data = lists.flatMap(({ source, tools }) =>
      tools.map(({ name, title, says, description, effect, answers, approval, permission, readSettings }) => ({
        name,
        title,
        says,
        description,
        source,
        effect,
        answers,
        approval,
        permission,
        needs_settings: readSettings !== undefined,
      })),
    );
    return { data };
  },
});
