import { openFakeNer } from "../roles/models/testing/open-fake-ner.ts";

type Asked = { text?: string; language?: string; entities?: string[]; score_threshold?: number };

/** Answers like the analyzer's image: English only, one object per entity, its errors as `{error}` with status 500. */
export const openFakePresidio = () =>
  openFakeNer<Asked>((path, { text, language, entities }, names) => {
    if (path !== "/analyze") return { status: 404, body: { error: "Not Found" } };
    if (!text) return { status: 500, body: { error: "No text provided" } };
    if (!language) return { status: 500, body: { error: "No language provided" } };
    if (language !== "en")
      return { status: 500, body: { error: "No matching recognizers were found to serve the request." } };
    const found = names
      .map(({ start, end, label }) => ({ start, end, entity_type: label.toUpperCase() }))
      .filter(({ entity_type }) => !entities || entities.includes(entity_type));
    const body = found.map((one) => ({ ...one, analysis_explanation: null, score: 0.85 }));
    return { status: 200, body };
  });
