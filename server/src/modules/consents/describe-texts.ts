import { createHash } from "node:crypto";
import type { AgreeablePurpose } from "./tables.ts";

/**
 * The words that people agree to, all there ever were, oldest first. Screens show the newest; a change is a line more,
 * never another wording of one that somebody agreed to.
 */
const wordings: Record<AgreeablePurpose, readonly [string, ...string[]]> = {
  marketing: ["I want news about the product by mail. Each of them can end it with one click."],
  memory: [
    "Agents that are set up to remember may keep what I tell them and use it in later conversations with me. I can see, correct and forget each of it. While this is taken back nothing is added, and nothing that is kept is used.",
  ],
  screens: [
    "The operator may count which kinds of screen I look at, how wide my window is and the host I came from; never what is on it. Only counts of ten people or more are shown.",
  ],
};

export type ConsentText = { version: number; text: string; hash: string };

const describe = (text: string, index: number): ConsentText => ({
  version: index + 1,
  text,
  hash: createHash("sha256").update(text).digest("hex"),
});

/** Every text of a purpose, oldest first. */
export const describeTexts = (purpose: AgreeablePurpose): readonly ConsentText[] => wordings[purpose].map(describe);

/** What people agree to now. */
export const currentText = (purpose: AgreeablePurpose): ConsentText => describeTexts(purpose).at(-1)!;
