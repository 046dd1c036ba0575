import * as z from "zod";
import { generationKinds, surfaces } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { describeGeneration, generation } from "./describe-generation.ts";
import { selectGenerations } from "./select-generations.ts";

export const listGenerations = endpoint({
  method: "GET",
  path: "/generations",
  summary: "The AI calls of a workspace, newest first: models, tokens, costs and times.",
  description: "No content is kept with them. Which model was asked, which failed before it and why, is.",
  scope: "workspace",
  permission: "generations.read",
  purpose: "converse",
  input: z.strictObject({
    ...pageInput,
    state: z.enum(["running", "completed", "stopped", "failed", "interrupted"]).optional(),
    kind: z.enum(generationKinds).optional(),
    surface: z.enum(surfaces).optional(),
    model: z.string().max(300).optional(),
    route_id: z.string().max(100).optional(),
    agent_id: z.string().max(100).optional(),
    api_key_id: z.string().max(100).optional(),
    user_id: z.string().max(100).optional().describe("Whom it was made for."),
    contact_id: z.string().max(100).optional().describe("Whom it was about."),
    from: z.iso.datetime({ offset: true }).optional().describe("Begun at this instant or later."),
    to: z.iso.datetime({ offset: true }).optional().describe("Begun before this instant."),
  }),
  output: pageOf(generation),
  marksSandbox: true,
  async run(ctx, { limit, cursor, from, to, ...wanted }) {
    const before = readCursor(cursor);
    let query = selectGenerations(ctx)
      .orderBy("generations.id", "desc")
      .limit(limit + 1);
    if (before !== undefined) query = query.where("generations.id", "<", before);
    if (from !== undefined) query = query.where("generations.created_at", ">=", new Date(from));
    if (to !== undefined) query = query.where("generations.created_at", "<", new Date(to));
    for (const [field, column] of filters) {
      const value = wanted[field];
      if (value !== undefined) query = query.where(column, "=", value);
    }
    const page = toPage(await query.execute(), limit, ({ id }) => id);
    return { ...page, data: page.data.map(describeGeneration) };
  },
});

/** What a list can be narrowed by, and where that stands. */
const filters = [
  ["state", "generations.state"],
  ["kind", "generations.kind"],
  ["surface", "generations.surface"],
  ["model", "generations.model"],
  ["route_id", "generations.route"],
  ["agent_id", "generations.agent_id"],
  ["api_key_id", "generations.caller"],
  ["user_id", "generations.user_id"],
  ["contact_id", "contact_generations.contact_id"],
] as const;
