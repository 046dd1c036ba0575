import type { ContentPart, ModelMessage, ToolCall, ToolChoice } from "../../../integrations/roles/models/model.ts";
import type { GenerationRequest } from "../../request.ts";
import { changeJson, changeJsonText, changeName } from "./walk-json.ts";

/** A text of a request as it stands there. */
export type Said = {
  text: string;
  /** What stands before it and tells what it is, such as the key of a field. It is looked at, and stays. */
  before?: string;
  /** The name of a tool or a field: code, which an answer gives back, and which is replaced as a whole or not at all. */
  isName?: true;
};
export type Change = (said: Said) => string;

/** Everything in a request that a provider gets to see, in the order in which it stands. */
export function readSaid(request: GenerationRequest): Said[] {
  const said: Said[] = [];
  changeSaid(request, (one) => {
    said.push(one);
    return one.text;
  });
  return said;
}

export const readTexts = (request: GenerationRequest): string[] => readSaid(request).map(({ text }) => text);

/** The request with its texts changed, asked for in the order of `readSaid`. Pictures are not looked into. */
export function changeSaid<R extends GenerationRequest>(request: R, change: Change): R {
  return { ...request, ...changed(request, change) };
}

function changed(request: GenerationRequest, change: Change): Partial<GenerationRequest> {
  if (request.kind === "embedding" || request.kind === "moderation")
    return { input: request.input.map((text) => change({ text })) };
  if (request.kind === "image") {
    return { prompt: change({ text: request.prompt }), ...some({ extra: request.extra }, change) };
  }
  const { instructions, messages, tools, tool_choice: choice, format, stop, extra } = request;
  return {
    ...some({ instructions }, change),
    messages: messages.map((message) => changeMessage(message, change)),
    ...(tools
      ? {
          tools: tools.map(({ name, ...rest }) => ({
            name: changeName(name, change),
            ...(changeJson(rest, change) as typeof rest),
          })),
        }
      : {}),
    ...(choice ? { tool_choice: changeChoice(choice, change) } : {}),
    ...(format?.type === "json_schema"
      ? { format: { ...format, name: changeName(format.name, change), schema: changeJson(format.schema, change) } }
      : {}),
    ...some({ stop, extra }, change),
  } as Partial<GenerationRequest>;
}

const changeChoice = (choice: ToolChoice, change: Change): ToolChoice =>
  typeof choice === "string" ? choice : { name: changeName(choice.name, change) };

function changeMessage(message: ModelMessage, change: Change): ModelMessage {
  if (message.role === "tool") {
    const [tool_call_id, content] = [changeName(message.tool_call_id, change), change({ text: message.content })];
    return { ...message, tool_call_id, content };
  }
  if (message.role === "user") {
    const { content } = message;
    if (typeof content === "string") return { ...message, content: change({ text: content }) };
    return { ...message, content: content.map(partChanger(change)) };
  }
  const { tool_calls: calls } = message;
  const content = change({ text: message.content });
  return { ...message, content, ...(calls ? { tool_calls: calls.map((call) => changeCall(call, change)) } : {}) };
}

const partChanger = (change: Change) => (part: ContentPart) =>
  part.type === "text" ? { ...part, text: change({ text: part.text }) } : part;

const changeCall = ({ id, name, arguments: words }: ToolCall, change: Change): ToolCall => ({
  id: changeName(id, change),
  name: changeName(name, change),
  arguments: changeJsonText(words, change),
});

function some(fields: Record<string, unknown>, change: Change): Record<string, unknown> {
  const given = Object.entries(fields).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([name, value]) => [name, changeJson(value, change)]));
}
