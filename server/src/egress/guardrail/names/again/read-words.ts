import { foldName } from "../fold-name.ts";
import { stemName } from "../stem-name.ts";

/** A word or number where it stands. `end` leaves out what an apostrophe adds: the `'s` of "Ada's". */
export type Word = { start: number; end: number; raw: string; folded: string; stem: string };

const wordForm = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’ʼ][\p{L}\p{M}]+)*/gu;
const possessive = /['’ʼ]s?$/iu;
/** No name has a longer word. */
const longestWord = 40;
/** So much is read between two steps, in code units. */
const stretch = 4096;

type Form = { folded: string; stem: string };
/** Words as they are compared: texts say most of them many times. */
export type Forms = (raw: string) => Form;

export function rememberForms(): Forms {
  const forms = new Map<string, Form>();
  return (raw) => {
    let form = forms.get(raw);
    if (form === undefined) {
      const folded = foldName(raw);
      forms.set(raw, (form = { folded, stem: stemName(folded) }));
    }
    return form;
  };
}

/** Words that are not looked at have no form. */
const unread: Form = { folded: "", stem: "" };

/** Every word of a text; a bare step where others may have their turn. Only words whose first letter counts are folded. */
export function* readWords(text: string, formOf: Forms, first?: ReadonlySet<number>): Generator<Word | undefined> {
  for (let from = 0; from < text.length; ) {
    const until = endOfStretch(text, from);
    const part = text.slice(from, until);
    for (const { 0: word, index } of part.matchAll(wordForm)) {
      if (word.length > longestWord) continue;
      const raw = word.replace(possessive, "");
      const start = from + index;
      const code = raw.charCodeAt(0);
      const isRead = first === undefined || code > 127 || first.has(code | 32);
      const { folded, stem } = isRead ? formOf(raw) : unread;
      yield { start, end: start + raw.length, raw, folded, stem };
    }
    yield undefined;
    from = until;
  }
}

/** Behind a word's end, where one is near. */
function endOfStretch(text: string, from: number): number {
  if (from + stretch >= text.length) return text.length;
  let until = from + stretch;
  while (until > from + stretch - 2 * longestWord && text.charCodeAt(until - 1) > 32) until--;
  return until > from + stretch - 2 * longestWord ? until : from + stretch;
}
