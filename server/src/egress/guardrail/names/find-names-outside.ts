import type { Work } from "../../../framework/context.ts";
import { port } from "../../../framework/ports.ts";
import type { Fetch } from "../../../integrations/roles/calls/fetch.ts";
import type { NerServer, NerSpan } from "../../../integrations/roles/models/ner.ts";
import { ProviderError } from "../../../integrations/roles/calls/provider-error.ts";
import { egressErrors } from "../../errors.ts";
import { detectAll, type DetectOptions } from "../detect-all.ts";
import type { Detector, Hit } from "../detector.ts";
import { mergeHits } from "../merge-hits.ts";
import { addresses } from "./addresses/find-addresses.ts";
import { findNamesBeside } from "./find-names-beside.ts";
import { guessTextLanguage } from "./guess-text-language.ts";
import { prepareModel } from "./load-model.ts";
import { nameDetectors } from "./name-detectors.ts";

/** The operator's own server for names, and what happens while it does not answer. */
export type NameServer = {
  server: NerServer;
  fetch: Fetch;
  /** Those it knows; a text in another is sent as the first of them. */
  languages: readonly [string, ...string[]];
  whenSilent: "block" | "local";
  /** For all pieces of one text. */
  answerWithinMs: number;
};

/** Nothing where none is set up: the tagger that comes with Avow finds names then. */
export const nameServerPort = port<NameServer | undefined>("name-server");

type Needs = Pick<Work, "port" | "log" | "clock">;

/**
 * Names and addresses in a text: names by the operator's server where there is one, else by the tagger.
 * @throws Refusal `egress.blocked` where the server does not answer and nothing may leave unread
 */
export async function findNamesAnywhere(work: Needs, text: string, options: DetectOptions = {}): Promise<Hit[]> {
  await prepareModel();
  const known = work.port(nameServerPort);
  const hits = known && (await askServer(work, known, text, options));
  const findHere = (detectors: readonly Detector[]) => detectAll(text, detectors, { now: work.clock.now() }, options);
  if (hits) return mergeHits([...hits, ...(await findHere([addresses]))]);
  return (await findNamesBeside(text, options)) ?? findHere(nameDetectors);
}

async function askServer(
  work: Needs,
  known: NameServer,
  text: string,
  options: DetectOptions,
): Promise<Hit[] | undefined> {
  const { signal: caller, wants = () => true } = options;
  const timeOut = AbortSignal.timeout(known.answerWithinMs);
  const signal = caller ? AbortSignal.any([caller, timeOut]) : timeOut;
  try {
    const guessed = guessTextLanguage(text);
    const language = guessed && known.languages.includes(guessed) ? guessed : known.languages[0];
    const hits: Hit[] = [];
    for (const { at, part } of cutText(text))
      for (const span of await known.server.find(part, language, { fetch: known.fetch, signal }))
        if (wants(span.cls)) hits.push(toHit(span, at));
    return hits;
  } catch (error) {
    caller?.throwIfAborted();
    if (!(error instanceof ProviderError)) throw error;
    work.log.warn({ code: error.code, when_silent: known.whenSilent }, "the server for names did not answer");
    if (known.whenSilent === "local") return undefined;
    throw egressErrors.blocked({
      rule: "names.unread",
      sentence: "The server that looks for names does not answer, and nothing leaves here unread. Try again later.",
    });
  }
}

const toHit = ({ start, end, cls, score }: NerSpan, at: number): Hit => ({
  start: start + at,
  end: end + at,
  cls,
  rule: `name-server.${cls}`,
  score,
});

const partMax = 8000;

/** Parts that end at a line or a word, so that no name is cut in two. */
export function* cutText(text: string): Generator<{ at: number; part: string }> {
  for (let at = 0; at < text.length; ) {
    let end = Math.min(at + partMax, text.length);
    if (end < text.length) {
      const line = text.lastIndexOf("\n", end - 1);
      const space = text.lastIndexOf(" ", end - 1);
      if (line > at + partMax / 2) end = line + 1;
      else if (space > at + partMax / 2) end = space + 1;
      else if ((text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end++;
    }
    yield { at, part: text.slice(at, end) };
    at = end;
  }
}
