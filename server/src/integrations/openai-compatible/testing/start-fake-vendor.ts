import {
  startStandIn,
  type StandIn,
  type StandInBehaviour,
  type StandInRequest,
  wordsOf,
} from "../../roles/models/fake.ts";
import { type Body, formatOf, type Traits, vendorTraits } from "./vendor-traits.ts";

type Part = { type?: string; text?: string; image_url?: { url?: string } | string };

/** A local server that speaks one vendor's dialect as its API reference describes it, with its refusals. */
export async function startFakeVendor(kind: string, key: string): Promise<StandIn & { base: string; traits: Traits }> {
  const traits = vendorTraits[kind]!;
  const fake = await startStandIn((request) => {
    if (request.headers.authorization !== `Bearer ${key}`) return { kind: "status", ...traits.wrongKey };
    if (request.path === `${traits.path}/models`)
      return { kind: "json", body: { object: "list", data: [{ id: traits.models, object: "model" }] } };
    if (request.path !== `${traits.path}/chat/completions`)
      return { kind: "status", status: 404, body: traits.error(`Unknown request URL: ${request.path}`) };
    const refused = traits.refuse(request.body) ?? (traits.sees ? undefined : refusePictures(request.body));
    if (refused) return { kind: "status", status: kind === "mistral" ? 422 : 400, body: traits.error(refused) };
    return answerAs(traits, request);
  });
  return { ...fake, traits, base: `${fake.url}${traits.path}` };
}

const refusePictures = ({ messages = [] }: Body) =>
  messages.some(({ content }) => Array.isArray(content) && (content as Part[]).some(({ type }) => type === "image_url"))
    ? "unknown variant image_url, expected text"
    : undefined;

type Said = { words: string[]; call?: { id: string; name: string } | undefined };

/** What it says: the last words again, a tool's call where they name it, JSON where that is asked for. */
function sayTo(body: Body): Said {
  const { content } = body.messages!.at(-1)!;
  const parts: Part[] = typeof content === "string" ? [{ type: "text", text: content }] : (content as Part[]);
  const text = parts.map((part) => part.text ?? "").join("");
  const pictures = parts.filter(({ type }) => type === "image_url").length;
  const tools = (body["tools"] as { function: { name: string } }[] | undefined) ?? [];
  const named = tools.find(({ function: tool }) => text.includes(tool.name));
  if (named) return { words: [], call: { id: "a1B2c3D4e", name: named.function.name } };
  if (formatOf(body) !== undefined) return { words: ['{"city":', '"Oslo"}'] };
  return { words: wordsOf(`Echo: ${text}${pictures ? ` (${pictures} picture)` : ""}`) };
}

/** An answer, as events or whole. */
export function answerAs(
  traits: Traits,
  { body }: StandInRequest,
  more: { paceMs?: number; words?: string[]; split?: number } = {},
): StandInBehaviour {
  const { words: given, ...rest } = more;
  const { words, call } = given ? { words: given, call: undefined } : sayTo(body);
  const answer = { traits, words, call, finish: call ? "tool_calls" : "stop", thought: given ? {} : thoughtOf(traits) };
  if (body["stream"] !== true) return { kind: "json", body: writeWhole(answer) };
  const isAsked = (body["stream_options"] as { include_usage?: boolean } | undefined)?.include_usage === true;
  return { kind: "events", events: writeEvents(answer, isAsked || traits.countsUnasked === true), ...rest };
}

type Answer = Said & { traits: Traits; finish: string; thought: object };

const usual = { prompt_tokens: 5, completion_tokens: 4, total_tokens: 9 };
const headOf = ({ models }: Traits) => ({ id: "chatcmpl-fake", created: 1_700_000_000, model: models });
const thoughtOf = ({ thinks }: Traits) => (thinks ? { [thinks.field]: "Let me think. " } : {});
const calledBy = ({ name }: { name: string }) => ({ name, arguments: '{"city":"Oslo"}' });

function writeWhole({ traits, words, call, finish, thought }: Answer): object {
  const calls = call ? { tool_calls: [{ id: call.id, type: "function", function: calledBy(call) }] } : {};
  const message = { role: "assistant", content: call ? null : words.join(""), ...thought, ...calls };
  const choices = [{ index: 0, message, finish_reason: finish }];
  return { ...headOf(traits), object: "chat.completion", choices, usage: traits.usage ?? usual };
}

function writeEvents({ traits, words, call, finish, thought }: Answer, isCounted: boolean): string[] {
  const usage = traits.usage ?? usual;
  const event = (fields: object) =>
    `data: ${JSON.stringify({ ...headOf(traits), object: "chat.completion.chunk", ...fields })}\n\n`;
  const delta = (fields: object) => event({ choices: [{ index: 0, delta: fields, finish_reason: null }] });
  const counted = isCounted ? (traits.placeUsage?.(usage) ?? { usage }) : {};
  const ended = { choices: [{ index: 0, delta: {}, finish_reason: finish }] };
  return [
    ...(traits.comment ? [traits.comment] : []),
    delta({ role: "assistant", content: "" }),
    ...(Object.keys(thought).length > 0 ? [delta(thought)] : []),
    ...words.map((content) => delta({ content })),
    ...(call ? callEvents(call.id, calledBy(call), traits.callsWhole === true) : []).map((one) =>
      delta({ tool_calls: [one] }),
    ),
    // OpenAI counts in a chunk of its own, the others in the last.
    ...(traits.countsUnasked ? [event({ ...ended, ...counted })] : [event(ended), event({ choices: [], ...counted })]),
    "data: [DONE]\n\n",
  ];
}

function callEvents(id: string, fn: { name: string; arguments: string }, isWhole: boolean): object[] {
  if (isWhole) return [{ index: 0, id, type: "function", function: fn }];
  const pieces = fn.arguments.match(/.{1,5}/g) ?? [];
  return [
    { index: 0, id, type: "function", function: { name: fn.name, arguments: "" } },
    ...pieces.map((words) => ({ index: 0, function: { arguments: words } })),
  ];
}
