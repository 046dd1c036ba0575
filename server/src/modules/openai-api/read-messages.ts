import * as z from "zod";
import type { ContentPart, ModelMessage } from "../../integrations/roles/models/model.ts";
import { openaiApiErrors } from "./errors.ts";

const textPart = z.object({ type: z.enum(["text", "input_text", "output_text"]), text: z.string() });
const refusalPart = z.object({ type: z.literal("refusal"), refusal: z.string() });
const imagePart = z.object({ type: z.literal("image_url"), image_url: z.object({ url: z.string() }) });
const texts = z.union([z.string(), z.array(textPart)]);

const systemMessage = z.object({ role: z.enum(["system", "developer"]), content: texts });
const userMessage = z.object({
  role: z.literal("user"),
  content: z.union([z.string(), z.array(z.union([textPart, imagePart]))]),
});
const assistantMessage = z.object({
  role: z.literal("assistant"),
  content: z.union([z.string(), z.array(z.union([textPart, refusalPart]))]).nullish(),
  tool_calls: z
    .array(z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }))
    .nullish(),
});
const toolMessage = z.object({ role: z.literal("tool"), tool_call_id: z.string(), content: texts });

export const chatMessage = z.discriminatedUnion("role", [systemMessage, userMessage, assistantMessage, toolMessage]);
export type ChatMessage = z.output<typeof chatMessage>;

export type Said = { instructions?: string; messages: ModelMessage[] };

/** OpenAI's messages as every dialect can say them: what the system says comes before the conversation. */
export function readMessages(given: readonly ChatMessage[]): Said {
  const told: string[] = [];
  const messages = given.flatMap((message): ModelMessage[] => {
    if (message.role === "user") return [{ role: "user", content: readUserContent(message.content) }];
    if (message.role === "tool")
      return [{ role: "tool", tool_call_id: message.tool_call_id, content: joinTexts(message.content) }];
    if (message.role === "assistant") {
      const calls = message.tool_calls?.map(({ id, function: { name, arguments: words } }) => ({
        id,
        name,
        arguments: words,
      }));
      const content = joinTexts(message.content ?? "");
      return [{ role: "assistant", content, ...(calls?.length ? { tool_calls: calls } : {}) }];
    }
    told.push(joinTexts(message.content));
    return [];
  });
  return { messages, ...(told.length > 0 ? { instructions: told.join("\n\n") } : {}) };
}

type Texts = string | readonly ({ text: string } | { refusal: string })[];

function joinTexts(content: Texts): string {
  if (typeof content === "string") return content;
  return content.map((part) => ("text" in part ? part.text : part.refusal)).join("");
}

function readUserContent(content: z.output<typeof userMessage>["content"]): string | ContentPart[] {
  if (typeof content === "string") return content;
  return content.map((part): ContentPart => {
    if (part.type !== "image_url") return { type: "text", text: part.text };
    return readImage(part.image_url.url);
  });
}

/** What the bytes of each kind begin with: a name alone is believed nothing. */
const beginnings: Readonly<Record<string, RegExp>> = {
  "image/png": /^\x89PNG/,
  "image/jpeg": /^\xff\xd8\xff/,
  "image/gif": /^GIF8/,
  "image/webp": /^RIFF[^]{4}WEBP/,
};

/** Pictures come with the request: nobody is sent to fetch one from an address. @throws Refusal `openai_api.not_supported` */
export function readImage(url: string): ContentPart {
  const [, media_type, data] = /^data:(image\/(?:png|jpeg|gif|webp));base64,([A-Za-z0-9+/]+={0,2})$/.exec(url) ?? [];
  if (!media_type || !data) throw openaiApiErrors.not_supported({ path: "image_url", issue: "not_a_data_url" });
  const begins = Buffer.from(data.slice(0, 16), "base64").toString("latin1");
  if (!beginnings[media_type]?.test(begins))
    throw openaiApiErrors.not_supported({ path: "image_url", issue: "not_such_a_picture" });
  return { type: "image", media_type, data };
}
