import type { ModelCall } from "./model.ts";

/** What a server for names may find, in our words. */
export const nerClasses = ["person", "location", "organization", "address"] as const;
export type NerClass = (typeof nerClasses)[number];

/** A name in a text; offsets are UTF-16 code units. */
export type NerSpan = { start: number; end: number; cls: NerClass; score: number };

/** A server of one's own that finds names in free text. Nothing it is told is kept by Avow, and nothing of it is logged. */
export interface NerServer {
  /** @throws ProviderError, also where an answer points outside the text */
  find(text: string, language: string, call: ModelCall): Promise<NerSpan[]>;
}
