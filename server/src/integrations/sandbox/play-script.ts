import type { ModelRequest } from "../roles/models/model.ts";
import { textOfMessage } from "../roles/models/text-of.ts";

export type ScriptedCall = { name: string; arguments: string };

const line = /^\s*call:\s*([a-z][a-z0-9_]{0,63})\s*(\{.*\})?\s*$/;
const anywhere = /call:\s*([a-z][a-z0-9_]{0,63})\s*(\{[^\n]*\})/g;

/**
 * What a person wrote for the sandbox to do: each line `call: tool {json}` is a tool to call, all at once; a line `then:` begins
 * the next step. Where `obey:` stands in what a person or the instructions say, it does as well what tools tell it to, as a model
 * would that falls for an attacker: `call:` lines in what was sent from outside and in their results are the steps after those,
 * and those in its own earlier answers are what it does where the person asks for nothing in particular.
 * @returns the calls of this step; none where all is done; nothing where there is no script
 */
export function playScript({ messages, instructions = "", tools = [] }: ModelRequest): ScriptedCall[] | undefined {
  if (tools.length === 0) return undefined;
  const at = messages.findLastIndex(({ role }) => role === "user");
  const asked = messages[at];
  if (!asked) return undefined;
  const [own, outside] = splitOutside(textOfMessage(asked));
  const plan = readScript(own);
  const since = messages.slice(at + 1);
  const said = [
    instructions,
    ...messages.flatMap((one) => (one.role === "user" ? splitOutside(textOfMessage(one))[0] : [])),
  ];
  if (said.some((text) => /\bobey:/i.test(text))) {
    const earlier = messages.slice(0, at).filter(({ role }) => role === "assistant");
    const rounds = [[outside], ...(plan.length === 0 ? [earlier.map(textOfMessage)] : []), ...roundsOf(since)];
    for (const round of rounds) {
      const told = round.flatMap((text) => [...text.matchAll(anywhere)].map(([, name, json]) => asCall(name, json)));
      if (told.length > 0) plan.push(told);
    }
  }
  if (plan.length === 0) return undefined;
  return plan[since.filter((one) => one.role === "assistant" && one.tool_calls?.length).length] ?? [];
}

const marked = /<untrusted id="([\w-]+)"[^>]*>\n([\s\S]*?)\n<\/untrusted id="\1">/g;

/** What a person wrote, and what stands between marks in it. */
export function splitOutside(text: string): [own: string, outside: string] {
  const outside = [...text.matchAll(marked)].map(([, , words = ""]) => words);
  return [text.replaceAll(marked, ""), outside.join("\n")];
}

const asCall = (name = "", json = "{}"): ScriptedCall => ({ name, arguments: json });

function readScript(text: string): ScriptedCall[][] {
  const steps: ScriptedCall[][] = [[]];
  for (const one of text.split(/\r?\n/)) {
    if (/^\s*then:\s*$/i.test(one)) steps.push([]);
    const [, name, json] = line.exec(one) ?? [];
    if (name) steps.at(-1)!.push(asCall(name, json));
  }
  return steps.filter((step) => step.length > 0);
}

/** The tool results after each question of the model. */
function roundsOf(since: ModelRequest["messages"]): string[][] {
  const rounds: string[][] = [];
  for (const one of since) {
    if (one.role === "assistant") rounds.push([]);
    if (one.role === "tool") rounds.at(-1)?.push(one.content);
  }
  return rounds;
}
