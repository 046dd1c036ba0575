import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/pagination.ts";
import { readModels } from "./read-models.ts";

export const model = z.object({
  id: z.string().describe("`sandbox`, or the server's id, a slash and the model's name there."),
  name: z.string(),
  sandbox: z.boolean().describe("No AI is called; every artefact of it is marked."),
  model_server_id: z.string().nullable(),
  model_server_name: z.string().nullable(),
});

export const listModels = endpoint({
  method: "GET",
  path: "/models",
  summary: "The models an agent can have.",
  scope: "organization",
  permission: "models.read",
  purpose: "models",
  input: z.strictObject(pageInput),
  output: pageOf(model),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const models = await readModels(ctx);
    const start = after === undefined ? 0 : models.findIndex(({ id }) => id === after) + 1;
    return toPage(models.slice(start, start + limit + 1), limit, ({ id }) => id);
  },
});
