import type { Place } from "./ways-out.ts";

export type Answered = { status: number; echo?: string | undefined };
type Ask = (path: string, init: RequestInit) => Promise<Response>;

type Delta = { content?: string | null; tool_calls?: { function: { arguments: string } }[] };
type Chat = { choices: { message?: Delta; delta?: Delta }[] };
type Output = { content?: { text: string }[]; arguments?: string }[];

/** Asks once, and reads what came back of the text. */
export async function askWay(ask: Ask, place: Place, text: string, model: string, stream: boolean): Promise<Answered> {
  const body = { model, ...place.body(text), ...(stream ? { stream } : {}) };
  const response = await ask(place.path, { method: "POST", body: JSON.stringify(body) });
  const answered = await response.text();
  const { status } = response;
  if (status !== 200 || !place.comesBack) return { status };
  const said = place.path.endsWith("/responses") ? readResponse(answered, stream) : readChat(answered, stream);
  return { status, echo: unwrap(said) };
}

const eventsOf = <T>(text: string): T[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("data: {"))
    .map((line) => JSON.parse(line.slice(6)) as T);

function readChat(text: string, stream: boolean): string {
  const all = stream ? eventsOf<Chat>(text) : [JSON.parse(text) as Chat];
  const deltas = all.flatMap(({ choices }) => choices.map(({ delta, message }) => delta ?? message ?? {}));
  return deltas.map(({ content, tool_calls }) => tool_calls?.[0]?.function.arguments ?? content ?? "").join("");
}

function readResponse(text: string, stream: boolean): string {
  if (!stream) return ((JSON.parse(text) as { output: Output }).output ?? []).map(textOf).join("");
  const events = eventsOf<{ type: string; delta?: string }>(text);
  return events
    .filter(({ type }) => /^response\.(output_text|function_call_arguments)\.delta$/.test(type))
    .map(({ delta }) => delta)
    .join("");
}

const textOf = ({ content, arguments: words }: Output[number]) =>
  words ?? content?.map(({ text }) => text).join("") ?? "";

/** Structured answers and calls of tools say it within JSON. */
function unwrap(said: string): string {
  if (!said.startsWith('{"echo":')) return said;
  try {
    return (JSON.parse(said) as { echo: string }).echo;
  } catch {
    return said;
  }
}
