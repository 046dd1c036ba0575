import * as z from "zod";
import type { Clock } from "../../framework/clock.ts";
import { callServer } from "../roles/calls/call-server.ts";
import { fromCodePoints } from "../roles/models/from-code-points.ts";
import type { CallLimits } from "../roles/calls/limit-call.ts";
import type { NerClass, NerServer } from "../roles/models/ner.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import { parseJson } from "../roles/calls/read-body.ts";

/** As GLiNER's `predict_entities` gives them, and as NVIDIA's server for it names them. */
const entity = z.union([
  z.object({ start: z.int(), end: z.int(), label: z.string(), score: z.number().optional() }),
  z
    .object({
      start_position: z.int(),
      end_position: z.int(),
      suggested_label: z.string(),
      score: z.number().optional(),
    })
    .transform((of) => ({
      start: of.start_position,
      end: of.end_position,
      label: of.suggested_label,
      score: of.score,
    })),
]);
const answer = z.union([
  z.array(entity),
  z.object({ entities: z.array(entity) }).transform(({ entities }) => entities),
]);

/** What is asked for, in the words that models for personal data were taught. */
const classes: Record<string, NerClass> = {
  person: "person",
  location: "location",
  organization: "organization",
  address: "address",
};
const scoreMin = 0.4;

type Settings = { url: string; clock: Clock; limits?: Partial<CallLimits> };

/**
 * A GLiNER model behind HTTP. There is no one server for it, but they agree on the question: the URL, as it is, takes
 * `POST {text, labels, threshold}` and answers with spans, alone or under `entities`.
 */
export function gliner({ url, clock, limits }: Settings): NerServer {
  const server = callServer({ base: url, headers: {}, clock, limits });
  return {
    async find(text, _language, call) {
      const body = await server.ask(call, "", { text, labels: Object.keys(classes), threshold: scoreMin });
      const parsed = answer.safeParse(parseJson(body));
      if (!parsed.success) throw new ProviderError("provider.malformed_answer", { reason: "shape" });
      const unitOf = fromCodePoints(text);
      return parsed.data.flatMap(({ start, end, label, score = scoreMin }) => {
        const cls = classes[label.toLowerCase()];
        const span = { start: unitOf(start), end: unitOf(end) };
        return cls && span.end > span.start ? [{ ...span, cls, score: Math.min(Math.max(score, 0), 1) }] : [];
      });
    },
  };
}
