import type { ContentPart, ModelMessage, ModelRequest, ToolChoice } from "../roles/models/model.ts";
import { signatureOf } from "./sign-call.ts";

type Part = Record<string, unknown>;
type Turn = { role: "user" | "model"; parts: Part[] };

/** The JSON of `:generateContent` and `:streamGenerateContent`. */
export function buildRequest(request: ModelRequest): object {
  const { instructions, tools, tool_choice, format, max_tokens, temperature, top_p, stop } = request;
  const names = namesOfCalls(request.messages);
  const asJson = format && {
    responseMimeType: "application/json",
    ...(format.type === "json_schema" ? { responseJsonSchema: format.schema } : {}),
  };
  return {
    contents: joinTurns(request.messages.map((message) => writeMessage(message, names))),
    systemInstruction: instructions ? { parts: [{ text: instructions }] } : undefined,
    tools: tools?.length
      ? [
          {
            functionDeclarations: tools.map(({ name, description, parameters }) => ({
              name,
              description,
              parametersJsonSchema: parameters,
            })),
          },
        ]
      : undefined,
    toolConfig: tool_choice && tools?.length ? { functionCallingConfig: writeChoice(tool_choice) } : undefined,
    generationConfig: { maxOutputTokens: max_tokens, temperature, topP: top_p, stopSequences: stop, ...asJson },
  };
}

function writeChoice(choice: ToolChoice): object {
  if (typeof choice === "object") return { mode: "ANY", allowedFunctionNames: [choice.name] };
  return { mode: choice === "required" ? "ANY" : choice.toUpperCase() };
}

/** Google names the function in its answer; the others the call. */
const namesOfCalls = (messages: readonly ModelMessage[]): ReadonlyMap<string, string> =>
  new Map(
    messages.flatMap((message) =>
      message.role === "assistant" ? (message.tool_calls ?? []).map(({ id, name }) => [id, name] as const) : [],
    ),
  );

function writeMessage(message: ModelMessage, names: ReadonlyMap<string, string>): Turn {
  if (message.role === "tool") {
    const name = names.get(message.tool_call_id) ?? message.tool_call_id;
    return { role: "user", parts: [{ functionResponse: { name, response: { output: message.content } } }] };
  }
  if (message.role === "user") {
    const content =
      typeof message.content === "string" ? [{ type: "text" as const, text: message.content }] : message.content;
    return { role: "user", parts: content.map(writePart) };
  }
  const text = message.content === "" ? [] : [{ text: message.content }];
  const calls = (message.tool_calls ?? []).map(({ id, name, arguments: words }) => ({
    functionCall: { name, args: parseArguments(words) },
    ...signatureOf(id),
  }));
  return { role: "model", parts: [...text, ...calls] };
}

const writePart = (part: ContentPart): Part =>
  part.type === "text" ? { text: part.text } : { inlineData: { mimeType: part.media_type, data: part.data } };

function parseArguments(words: string): object {
  try {
    const parsed: unknown = JSON.parse(words);
    return typeof parsed === "object" && parsed !== null ? parsed : {};
  } catch {
    return {}; // what a model wrote need not be valid
  }
}

/** What several functions answered is one turn. */
function joinTurns(turns: readonly Turn[]): Turn[] {
  const joined: Turn[] = [];
  for (const turn of turns.filter(({ parts }) => parts.length > 0)) {
    const last = joined.at(-1);
    if (last?.role === turn.role) last.parts.push(...turn.parts);
    else joined.push({ role: turn.role, parts: [...turn.parts] });
  }
  return joined;
}
