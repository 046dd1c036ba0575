import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { describeModel } from "./catalogue/describe-model.ts";
import { priceBookPort } from "./prices/open-price-book.ts";
import { readModels } from "./read-models.ts";

export const model = z.object({
  id: z.string().describe("`sandbox`, or the server's id, a slash and the model's name there."),
  name: z.string(),
  sandbox: z.boolean().describe("No AI is called; every artefact of it is marked."),
  model_server_id: z.string().nullable(),
  model_server_name: z.string().nullable(),
  provider: z.string(),
  context_tokens: z.int().nullable().describe("How much it reads at once, as far as the catalogue knows."),
  abilities: z.array(z.string()),
  price: z
    .object({ version: z.string(), tokens_in: z.number(), tokens_out: z.number() })
    .nullable()
    .describe("US dollars for a million tokens, in effect now by what `version` says: a dated list, or the operator."),
});

async function describe(ctx: Work, provider: string, name: string) {
  const known = describeModel(`${provider}/${name}`);
  const price = await ctx.port(priceBookPort).find({ provider, name }, ctx.at);
  const perMillion = (micros: number) => micros / 1_000_000;
  return {
    context_tokens: known?.context ?? null,
    abilities: known?.abilities ?? [],
    price: price
      ? {
          version: price.version,
          tokens_in: perMillion(price.tokensInMicros),
          tokens_out: perMillion(price.tokensOutMicros),
        }
      : null,
  };
}

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
    const page = toPage(models.slice(start, start + limit + 1), limit, ({ id }) => id);
    return {
      ...page,
      data: await Promise.all(
        page.data.map(async (found) => ({ ...found, ...(await describe(ctx, found.provider, found.name)) })),
      ),
    };
  },
});
