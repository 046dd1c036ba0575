import type { ClassId } from "../classes.ts";

/**
 * One kind of number that some authority gives out. In a form, `9` stands for a digit, `A` for a letter, `X` for
 * either, anything else for itself; spaces, dots, dashes and slashes are how it is written and may be left out.
 */
export type Identifier = {
  /** `de.idnr`: country, then the number's own name. */
  id: string;
  cls: ClassId;
  forms: readonly string[];
  /** Words that announce it, folded: lower case, no marks; with `*` for any ending. */
  labels?: readonly string[];
  /** Whether a compact number in upper case can be one. */
  check?(compact: string): boolean;
  /** Its label is an ordinary word as well, as "sin" is: it needs its check digits, right behind the label. */
  isStrict?: true;
  /**
   * When it is one without a word that says so: `always` where form and check digits make chance unlikely, `written`
   * only with its own punctuation, `never` otherwise.
   */
  alone: "always" | "written" | "never";
};
