import * as z from "zod";
import { aboutAgent, aboutContact } from "./begin-call.ts";
import type { ContentPart, ModelMessage, ModelSettings, ToolChoice } from "../../integrations/roles/models/model.ts";
import { openaiApiErrors } from "./errors.ts";
import { readImage, type Said } from "./read-messages.ts";
import { dropAbsent } from "./read-settings.ts";

const textPart = z.object({ type: z.enum(["input_text", "output_text", "text"]), text: z.string() });
const imagePart = z.object({ type: z.literal("input_image"), image_url: z.string() });
const message = z.object({
  type: z.literal("message").optional(),
  role: z.enum(["user", "assistant", "system", "developer"]),
  content: z.union([z.string(), z.array(z.union([textPart, imagePart]))]),
});
const called = z.object({
  type: z.literal("function_call"),
  call_id: z.string(),
  name: z.string(),
  arguments: z.string(),
});
const output = z.object({ type: z.literal("function_call_output"), call_id: z.string(), output: z.string() });
/** What a model thought before, as this surface gave it out: nobody needs it back. */
const reasoning = z.object({ type: z.literal("reasoning") });
const item = z.union([called, output, reasoning, message]);

const schema = z.record(z.string(), z.unknown());
export const responseInput = z.looseObject({
  model: z.string().min(1).max(300),
  input: z.union([z.string(), z.array(item).min(1).max(10_000)]),
  instructions: z.string().nullish(),
  stream: z.boolean().nullish(),
  store: z.boolean().nullish(),
  ...aboutContact,
  ...aboutAgent,
  previous_response_id: z.string().nullish(),
  conversation: z.unknown().optional(),
  background: z.boolean().nullish(),
  max_output_tokens: z.int().positive().nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  reasoning: z
    .looseObject({ effort: z.enum(["none", "minimal", "low", "medium", "high", "xhigh"]).nullish() })
    .nullish(),
  text: z
    .looseObject({
      format: z
        .discriminatedUnion("type", [
          z.object({ type: z.literal("text") }),
          z.object({ type: z.literal("json_object") }),
          z.object({ type: z.literal("json_schema"), name: z.string(), schema, strict: z.boolean().nullish() }),
        ])
        .nullish(),
    })
    .nullish(),
  tools: z
    .array(
      z.looseObject({
        type: z.string(),
        name: z.string().optional(),
        description: z.string().nullish(),
        parameters: schema.nullish(),
        strict: z.boolean().nullish(),
      }),
    )
    .max(256)
    .nullish(),
  tool_choice: z
    .union([z.enum(["auto", "none", "required"]), z.object({ type: z.literal("function"), name: z.string() })])
    .nullish(),
});
export type ResponseInput = z.output<typeof responseInput>;

/** @throws Refusal `openai_api.not_supported` for what would need answers to be stored, or tools of OpenAI's own */
export function readResponseInput(given: ResponseInput): Said & ModelSettings {
  for (const path of ["previous_response_id", "conversation", "background"] as const)
    if (given[path]) throw openaiApiErrors.not_supported({ path, issue: "answers_are_not_stored" });
  return { ...readItems(given), ...readResponseSettings(given) };
}

function readItems({ input, instructions }: ResponseInput): Said {
  const told = instructions ? [instructions] : [];
  const messages: ModelMessage[] = [];
  for (const one of typeof input === "string" ? [{ role: "user" as const, content: input }] : input) {
    if ("role" in one) addMessage(messages, told, one);
    else if (one.type === "function_call") addCall(messages, one);
    else if (one.type === "function_call_output")
      messages.push({ role: "tool", tool_call_id: one.call_id, content: one.output });
  }
  return { messages, ...(told.length > 0 ? { instructions: told.join("\n\n") } : {}) };
}

function addMessage(messages: ModelMessage[], told: string[], { role, content }: z.output<typeof message>): void {
  const parts = typeof content === "string" ? [{ type: "text" as const, text: content }] : content.map(readPart);
  const text = parts.map((part) => (part.type === "text" ? part.text : "")).join("");
  if (role === "system" || role === "developer") told.push(text);
  else if (role === "assistant") messages.push({ role, content: text });
  else messages.push({ role, content: parts.every(({ type }) => type === "text") ? text : parts });
}

const readPart = (part: z.output<typeof textPart> | z.output<typeof imagePart>): ContentPart =>
  part.type === "input_image" ? readImage(part.image_url) : { type: "text", text: part.text };

/** Calls of one turn stand one after the other; the other dialects want them in the assistant's message. */
function addCall(messages: ModelMessage[], { call_id: id, name, arguments: words }: z.output<typeof called>): void {
  const call = { id, name, arguments: words };
  const last = messages.at(-1);
  if (last?.role !== "assistant") messages.push({ role: "assistant", content: "", tool_calls: [call] });
  else messages[messages.length - 1] = { ...last, tool_calls: [...(last.tool_calls ?? []), call] };
}

function readResponseSettings(given: ResponseInput): ModelSettings {
  const { tool_choice: choice, text, tools } = given;
  return dropAbsent({
    tools: tools?.map(readTool),
    tool_choice: readChoice(choice),
    format: text?.format && readFormat(text.format),
    max_tokens: given.max_output_tokens ?? undefined,
    temperature: given.temperature ?? undefined,
    top_p: given.top_p ?? undefined,
    reasoning_effort: given.reasoning?.effort ?? undefined,
  }) as ModelSettings;
}

const readChoice = (choice: ResponseInput["tool_choice"]): ToolChoice | undefined =>
  typeof choice === "object" && choice !== null ? { name: choice.name } : (choice ?? undefined);

function readTool({ type, name, description, parameters, strict }: NonNullable<ResponseInput["tools"]>[number]) {
  if (type !== "function" || !name) throw openaiApiErrors.not_supported({ path: "tools", issue: "functions_only" });
  const described = description ? { description } : {};
  return {
    name,
    ...described,
    parameters: parameters ?? { type: "object", properties: {} },
    ...dropAbsent({ strict: strict ?? undefined }),
  };
}

function readFormat(format: NonNullable<NonNullable<ResponseInput["text"]>["format"]>): object | undefined {
  if (format.type === "text") return undefined;
  return format.type === "json_object"
    ? { type: "json" }
    : dropAbsent({ ...format, strict: format.strict ?? undefined });
}
