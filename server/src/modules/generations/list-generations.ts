import * as z from "zod";
import { generationKinds, generations, surfaces } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/pagination.ts";
import { describeGeneration, generation, generationColumns } from "./describe-generation.ts";

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
  }),
  output: pageOf(generation),
  marksSandbox: true,
  async run({ db, scope }, { limit, cursor, state, kind, surface, model }) {
    const before = readCursor(cursor);
    let query = db
      .of(generations)
      .selectFrom("generations")
      .select(generationColumns)
      .where("workspace_id", "=", scope.workspaceId)
      .orderBy("id", "desc")
      .limit(limit + 1);
    if (before !== undefined) query = query.where("id", "<", before);
    if (state) query = query.where("state", "=", state);
    if (kind) query = query.where("kind", "=", kind);
    if (surface) query = query.where("surface", "=", surface);
    if (model) query = query.where("model", "=", model);
    const page = toPage(await query.execute(), limit, ({ id }) => id);
    return { ...page, data: page.data.map(describeGeneration) };
  },
});
