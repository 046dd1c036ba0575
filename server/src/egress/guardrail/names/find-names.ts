import type { Detector } from "../detector.ts";
import { loadModel } from "./load-model.ts";
import { tagText } from "./tag-text.ts";

/** Persons, places and organizations as a small trained tagger sees them: a rate, never a promise. */
export const names: Detector = {
  name: "names",
  longest: 256,
  most: 1536,
  detect: (text) =>
    tagText(text, loadModel()).map(({ start, end, cls }) => ({ start, end, cls, rule: `name.${cls}`, score: 0.7 })),
};
