import { openFakeNer } from "../roles/models/testing/open-fake-ner.ts";

type Asked = { text?: string; labels?: string[]; threshold?: number };

/** Answers like a thin server around `predict_entities`, or (at `/v1/extract`) like NVIDIA's. */
export const openFakeGliner = () =>
  openFakeNer<Asked>((path, { labels = [] }, names) => {
    const found = names.filter(({ label }) => labels.includes(label));
    if (path === "/v1/extract") {
      const entities = found.map(({ start, end, label, value }) => ({
        value,
        suggested_label: label,
        start_position: start,
        end_position: end,
        score: 0.9,
      }));
      return { status: 200, body: { total_entities: entities.length, entities, tagged_text: "" } };
    }
    return { status: 200, body: found.map(({ value, ...one }) => ({ ...one, text: value, score: 0.93 })) };
  });
