import * as z from "zod";

export const strategies = ["single", "fallback", "balance", "conditional"] as const;
/** What a request is like, as far as it can be told without reading it. */
export const contentClasses = ["text", "tools", "picture", "long", "embedding", "image", "moderation"] as const;

export const routeTarget = z.strictObject({
  model: z.string().min(1).max(300).describe("`sandbox`, `provider/model`, or a server's id and its model."),
  weight: z.int().min(1).max(100).optional().describe("For `balance`: its share among the others."),
  timeout_ms: z.int().min(100).max(300_000).optional().describe("Longest wait for the answer to begin."),
  when: z.array(z.enum(contentClasses)).min(1).optional().describe("For `conditional`: only such requests."),
});
export type RouteTarget = z.output<typeof routeTarget>;

export const constraints = z.strictObject({
  locality: z.enum(["self_hosted", "any"]).optional(),
  countries: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .min(1)
    .max(60)
    .optional()
    .describe("Where a provider may process, ISO 3166-1."),
  no_train: z.boolean().optional(),
  zero_retention: z.boolean().optional(),
  price_max: z.number().nonnegative().max(10_000).optional().describe("US dollars for a million tokens, in or out."),
});
export type Constraints = z.output<typeof constraints>;

/** Small letters, digits and hyphens: it stands in a model's id. */
export const routeName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);
