import type {
  ContentPart,
  JsonSchema,
  ModelMessage,
  ModelRequest,
  ToolCall,
  ToolChoice,
} from "../roles/models/model.ts";
import { idOf, thoughtsOf } from "./keep-thoughts.ts";

/** The API needs a limit; most of its models write no more than this at once. */
const tokensUsual = 8192;
/** Stands for an answer in JSON: the model is made to "call" it. */
export const answerTool = "answer_in_json";

/** Share of the limit that may go into thinking; fewer than 1024 tokens the API does not take. */
const effortShares: Record<string, number> = { low: 0.2, medium: 0.5, high: 0.8, xhigh: 0.9 };

/** The JSON of `POST /v1/messages`; `key` is the one that what was thought was kept under. */
export function buildRequest(request: ModelRequest, key: string): object {
  const { model, instructions, temperature, top_p, stop, format } = request;
  const max_tokens = request.max_tokens ?? tokensUsual;
  const tools = request.tools?.map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: parameters,
  }));
  const answer = format && { name: answerTool, input_schema: schemaOf(format), description: "Gives the answer." };
  const thinking = budgetFor(request, max_tokens, key);
  return {
    model,
    max_tokens,
    system: instructions,
    messages: joinTurns(request.messages.map((message) => writeMessage(message, thinking ? key : undefined))),
    ...(answer
      ? { tools: [...(tools ?? []), answer], tool_choice: tools ? { type: "any" } : { type: "tool", name: answerTool } }
      : { tools, tool_choice: request.tool_choice && tools ? writeChoice(request.tool_choice) : undefined }),
    // With thinking, the API takes no other temperature than its own.
    ...(thinking ? { thinking } : { temperature, top_p }),
    stop_sequences: stop,
    stream: !request.whole,
  };
}

const schemaOf = (format: NonNullable<ModelRequest["format"]>): JsonSchema =>
  format.type === "json" ? { type: "object", additionalProperties: true } : format.schema;

/** None where what led to a call did not come back with it, or where a tool is forced. */
function budgetFor({ reasoning_effort, messages, format, tool_choice }: ModelRequest, maxTokens: number, key: string) {
  const share = effortShares[reasoning_effort ?? ""];
  const isForced = format !== undefined || tool_choice === "required" || typeof tool_choice === "object";
  const isThoughtless = messages.some((one) => one.role === "assistant" && lacksThoughts(one.tool_calls ?? [], key));
  if (!share || isForced || isThoughtless) return undefined;
  const budget_tokens = Math.floor(maxTokens * share);
  return budget_tokens >= 1024 ? { type: "enabled", budget_tokens } : undefined;
}

const lacksThoughts = (calls: readonly ToolCall[], key: string) =>
  calls.length > 0 && calls.every(({ id }) => thoughtsOf(id, key).length === 0);

function writeChoice(choice: ToolChoice): object {
  if (typeof choice === "object") return { type: "tool", name: choice.name };
  return { type: choice === "required" ? "any" : choice };
}

type Turn = { role: "user" | "assistant"; content: object[] };

/** @param key where thinking is on: what was thought before a call goes back with it */
function writeMessage(message: ModelMessage, key: string | undefined): Turn {
  if (message.role === "tool")
    return {
      role: "user",
      content: [{ type: "tool_result", tool_use_id: idOf(message.tool_call_id), content: message.content }],
    };
  if (message.role === "user")
    return {
      role: "user",
      content:
        typeof message.content === "string"
          ? [{ type: "text", text: message.content }]
          : message.content.map(writePart),
    };
  const calls = (message.tool_calls ?? []).map(({ id, name, arguments: words }) => ({
    type: "tool_use",
    id: idOf(id),
    name,
    input: parseArguments(words),
  }));
  const text = message.content === "" ? [] : [{ type: "text", text: message.content }];
  const thoughts = key === undefined ? [] : (message.tool_calls ?? []).flatMap(({ id }) => thoughtsOf(id, key));
  return { role: "assistant", content: [...thoughts, ...text, ...calls] };
}

function writePart(part: ContentPart): object {
  if (part.type === "text") return part;
  return { type: "image", source: { type: "base64", media_type: part.media_type, data: part.data } };
}

/** What a model wrote need not be valid; the API wants an object. */
function parseArguments(words: string): object {
  try {
    const parsed: unknown = JSON.parse(words);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

/** The API wants turns that alternate: what several tools answered is one turn. */
function joinTurns(turns: readonly Turn[]): Turn[] {
  const joined: Turn[] = [];
  for (const turn of turns.filter(({ content }) => content.length > 0)) {
    const last = joined.at(-1);
    if (last?.role === turn.role) last.content.push(...turn.content);
    else joined.push({ role: turn.role, content: [...turn.content] });
  }
  return joined;
}
