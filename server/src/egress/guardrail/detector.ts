import type { ClassId } from "./classes.ts";
import type { Table } from "./context/table.ts";

/** Something found in a text. Offsets are UTF-16 code units; `end` is the first one after it. */
export type Hit = {
  start: number;
  end: number;
  cls: ClassId;
  /** What found it, as `iban` or `secret.github-pat`: stable, for explanations and allow-lists. */
  rule: string;
  /** How sure the rule is, from 0 to 1: a form with a checksum is near 1, a bare form next to a word near 0.6. */
  score: number;
};

export type DetectContext = {
  /** ISO 639-1, where they are known: words of other languages count all the same. */
  languages?: readonly string[];
  /** ISO 3166-1 alpha-2, for numbers written as at home. */
  region?: string;
  now: Date;
  /** The table whose rows a text begins with, where its heading stands before what is looked at. */
  table?: Table;
  /** What begins here or later is not asked for: it is shown for what begins before and goes on. */
  until?: number;
};

/** Pure, and linear in the text's length whatever the text is. */
export type Detector = {
  name: string;
  /** Longest it finds, in code units, where that is less than what others find: a long text is then read faster. */
  longest?: number;
  /** Most it is given at once, in code units, where the worst of it takes long: nobody waits more than a moment. */
  most?: number;
  /** Whether it reads the headings of tables. */
  readsTables?: true;
  detect(text: string, of: DetectContext): Hit[];
};
