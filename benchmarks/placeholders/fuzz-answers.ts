import { openPlaceholders, type Placeholders } from "../../server/src/egress/guardrail/redact/placeholders.ts";
import { restoreAnswer } from "../../server/src/egress/guardrail/redact/restore-answer.ts";
import type { ModelChunk } from "../../server/src/integrations/roles/models/model.ts";
import { type Draw, openDraw } from "../pii/draw.ts";
import { decoys, mutatePlaceholder } from "./mutate-placeholder.ts";

export type Fuzzed = { answers: number; placeholders: number; foreign: number; wrong: string[] };

/** Two conversations of different tenants; the words of both are among those of the first. */
type Talks = { own: Placeholders; ownValues: string[]; foreign: Placeholders; foreignValues: string[] };

const words = ["EMAIL", "PERSON", "HEALTH_NUMBER", "CARD", "CREDENTIALS_URL", "TEXT", "IBAN"];
const oddities = ['"', "\\", "\n", "[", "]", "é", "𝔘", "ß", "[EMAIL_1]", "PERSON_2", "\u2028", "{", "$&", "</b>"];

/** Values that nothing else contains, some of which look like placeholders of others. */
function makeValue(draw: Draw): string {
  const core = `v${draw.letters(6)}${draw.digits(6)}`;
  return draw.chance(0.4) ? `${core}${draw.pick(oddities)}${draw.digits(2)}` : core;
}

function openTalks(draw: Draw): Talks {
  const fill = (count: number) => {
    const placeholders = openPlaceholders();
    const values = Array.from({ length: count }, () => makeValue(draw));
    for (const value of values) placeholders.take(draw.pick(words), value);
    return { placeholders, values };
  };
  const [own, foreign] = [fill(1 + draw.int(6)), fill(6 + draw.int(20))];
  return {
    own: own.placeholders,
    ownValues: own.values,
    foreign: foreign.placeholders,
    foreignValues: foreign.values,
  };
}

/** What a model wrote, and what has to be shown for it. */
type Answer = { written: string; shown: string; placeholders: number; foreign: number };

const plain = [
  "Dear ",
  "So, ",
  "und dann ",
  "puis à ",
  "e-mail ",
  "person ",
  "A1 ",
  "x_1 ",
  "😀 ",
  "\n- ",
  ": ",
  "1) ",
];

function writeAnswer(draw: Draw, { own, foreign }: Talks): Answer {
  const answer = { written: "", shown: "", placeholders: 0, foreign: 0 };
  const add = (written: string, shown = written) => {
    answer.written += written;
    answer.shown += shown;
  };
  for (let left = 1 + draw.int(12); left > 0; left--) {
    const kind = draw.int(10);
    if (kind < 4) add(draw.pick(plain));
    else if (kind < 5) add(` ${draw.pick(decoys)} `);
    else {
      const label = draw.pick((kind < 8 ? own : foreign).added).label;
      const { before, form } = mutatePlaceholder(label.word, label.number, draw);
      const value = own.valueOf(label);
      add(` ${before}`);
      add(form, value ?? form);
      add(before.trim() || draw.pick([" ", ".", ", ", "'s ", "!\n"]));
      if (value === undefined) answer.foreign++;
      else answer.placeholders++;
    }
  }
  return answer;
}

const cut = (text: string, draw: Draw): string[] => {
  const pieces: string[] = [];
  const most = draw.pick([1, 2, 5, 30, 400]);
  for (let at = 0; at < text.length; ) pieces.push(text.slice(at, (at += 1 + draw.int(most))));
  return pieces;
};

async function* toChunks(pieces: readonly string[], isTool: boolean, isCut: boolean): AsyncGenerator<ModelChunk> {
  if (isTool) yield { type: "tool_call", index: 0, id: "call_1", name: "mail", arguments: "" };
  for (const text of pieces) yield isTool ? { type: "tool_call", index: 0, arguments: text } : { type: "text", text };
  yield { type: "usage", tokens_in: 1, tokens_out: 1 };
  yield { type: "finish", reason: isCut ? "length" : "stop" };
}

async function show(pieces: readonly string[], placeholders: Placeholders, isTool: boolean, isCut: boolean) {
  const shown: string[] = [];
  for await (const chunk of restoreAnswer(toChunks(pieces, isTool, isCut), placeholders, "plain"))
    if (chunk.type === "text") shown.push(chunk.text);
    else if (chunk.type === "tool_call") shown.push(chunk.arguments);
  return shown;
}

/** Answers as models may write them, cut anywhere: what is shown is exactly what was meant, at every moment. */
export async function fuzzAnswers(n: number, seed: string): Promise<Fuzzed> {
  const draw = openDraw(`fuzz ${seed}`);
  const fuzzed: Fuzzed = { answers: n, placeholders: 0, foreign: 0, wrong: [] };
  for (let at = 0; at < n; at++) {
    const talks = openTalks(draw);
    const answer = writeAnswer(draw, talks);
    fuzzed.placeholders += answer.placeholders;
    fuzzed.foreign += answer.foreign;
    const wrong =
      (await findWrong(draw, talks, answer)) ?? (await findLeak(draw, talks, answer)) ?? (await findHalf(draw, talks));
    if (wrong) fuzzed.wrong.push(`${at}: ${wrong}`);
  }
  return fuzzed;
}

async function findWrong(draw: Draw, { own }: Talks, { written, shown }: Answer): Promise<string | undefined> {
  const isTool = draw.chance(0.3);
  const [given, meant] = isTool ? [JSON.stringify({ a: written }), JSON.stringify({ a: shown })] : [written, shown];
  // Within JSON a Markdown escape is written with two signs, which is another form than the one that was drawn.
  if (isTool && written.includes("\\")) return undefined;
  const pieces = cut(given, draw);
  const all = await show(pieces, own, isTool, false);
  const whole = all.join("");
  if (whole !== meant)
    return `${JSON.stringify(pieces)} was shown as ${JSON.stringify(whole)}, not ${JSON.stringify(meant)}`;
  let soFar = "";
  for (const piece of all) if (!meant.startsWith((soFar += piece))) return `was shown in between: ${soFar}`;
  return undefined;
}

/** The same answer in another tenant's conversation shows nothing of this one's. */
async function findLeak(draw: Draw, talks: Talks, { written }: Answer): Promise<string | undefined> {
  const shown = (await show(cut(written, draw), talks.foreign, false, false)).join("");
  const leaked = talks.ownValues.find((value) => shown.includes(value));
  if (leaked) return `${leaked} was shown in another conversation`;
  const other = (await show(cut(written, draw), talks.own, false, false)).join("");
  const foreign = talks.foreignValues.find((value) => other.includes(value));
  return foreign && `${foreign} of another conversation was shown`;
}

/** An answer that breaks off within a placeholder shows nothing of it. */
async function findHalf(draw: Draw, { own }: Talks): Promise<string | undefined> {
  const { word, number } = draw.pick(own.added).label;
  const placeholder = `[${word}_${number}]`;
  const half = placeholder.slice(0, 2 + draw.int(placeholder.length - 2));
  const shown = (await show(cut(`It is ${half}`, draw), own, false, true)).join("");
  return shown === "It is " ? undefined : `half of a placeholder, ${half}, was shown as ${JSON.stringify(shown)}`;
}
