import * as z from "zod";
import type { ModelSettings, ToolChoice } from "../../integrations/roles/models/model.ts";
import { openaiApiErrors } from "./errors.ts";

const schema = z.record(z.string(), z.unknown());
const named = z.object({ name: z.string() });

/** The fields of a chat request that Avow knows; others go to providers that take them. */
export const chatSettings = {
  tools: z
    .array(
      z.object({
        type: z.literal("function"),
        function: z.object({
          name: z.string().max(64),
          description: z.string().optional(),
          parameters: schema.optional(),
          strict: z.boolean().nullish(),
        }),
      }),
    )
    .max(256)
    .nullish(),
  tool_choice: z
    .union([z.enum(["auto", "none", "required"]), z.object({ type: z.literal("function"), function: named })])
    .nullish(),
  response_format: z
    .discriminatedUnion("type", [
      z.object({ type: z.literal("text") }),
      z.object({ type: z.literal("json_object") }),
      z.object({
        type: z.literal("json_schema"),
        json_schema: z.object({ name: z.string(), schema: schema.optional(), strict: z.boolean().nullish() }),
      }),
    ])
    .nullish(),
  max_tokens: z.int().positive().nullish(),
  max_completion_tokens: z.int().positive().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(16)]).nullish(),
  n: z.int().nullish(),
  reasoning_effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh"]).nullish(),
};

const known = z.object(chatSettings);

export function readSettings(given: z.output<typeof known>): ModelSettings {
  if ((given.n ?? 1) !== 1) throw openaiApiErrors.not_supported({ path: "n", issue: "one_answer_only" });
  const { temperature, top_p, reasoning_effort } = given;
  const max_tokens = given.max_completion_tokens ?? given.max_tokens;
  return dropAbsent({
    tools: given.tools?.map(({ function: { parameters = { type: "object", properties: {} }, strict, ...tool } }) =>
      dropAbsent({ ...tool, parameters, strict: strict ?? undefined }),
    ),
    tool_choice: readToolChoice(given.tool_choice),
    format: readFormat(given.response_format),
    max_tokens: max_tokens ?? undefined,
    temperature: temperature ?? undefined,
    top_p: top_p ?? undefined,
    stop: typeof given.stop === "string" ? [given.stop] : (given.stop ?? undefined),
    reasoning_effort: reasoning_effort ?? undefined,
  }) as ModelSettings;
}

function readToolChoice(choice: z.output<typeof known>["tool_choice"]): ToolChoice | undefined {
  return typeof choice === "object" && choice !== null ? choice.function : (choice ?? undefined);
}

function readFormat(format: z.output<typeof known>["response_format"]): object | undefined {
  if (!format || format.type === "text") return undefined;
  if (format.type === "json_object") return { type: "json" };
  const { name, schema: wanted = {}, strict } = format.json_schema;
  return dropAbsent({ type: "json_schema", name, schema: wanted, strict: strict ?? undefined });
}

export function dropAbsent<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}

/** The fields that are not among the known ones. */
export function readExtra(given: object, knownFields: readonly string[]): { extra?: Record<string, unknown> } {
  const extra = Object.entries(given).filter(([name]) => !knownFields.includes(name));
  return extra.length > 0 ? { extra: Object.fromEntries(extra) } : {};
}
