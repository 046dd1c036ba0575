import { lexiconLanguages } from "./lexicon.ts";
import { loadModel } from "./load-model.ts";
import { guessLanguage, makeLine, readLine } from "./read-line.ts";
import { tokenizeLine } from "./tokenize.ts";

const line = makeLine();
/** A text's beginning tells its language. */
const readMax = 2000;

/** ISO 639-1 of the language most of whose commonest words the text's beginning has, if it is one that the tagger knows. */
export function guessTextLanguage(text: string): (typeof lexiconLanguages)[number] | undefined {
  const { lexicon } = loadModel();
  const votes = new Int32Array(8);
  const start = text.slice(0, readMax);
  let language = 0;
  for (let at = 0; at < start.length; ) {
    at = tokenizeLine(start, at, line.tokens);
    readLine(start, line, lexicon);
    language = guessLanguage(line, votes) || language;
  }
  return lexiconLanguages[language - 1];
}
