import * as z from "zod";
import type { Clock } from "../../framework/clock.ts";
import { callServer } from "../roles/calls/call-server.ts";
import { fromCodePoints } from "../roles/models/from-code-points.ts";
import type { CallLimits } from "../roles/calls/limit-call.ts";
import type { NerClass, NerServer } from "../roles/models/ner.ts";
import { ProviderError } from "../roles/calls/provider-error.ts";
import { parseJson } from "../roles/calls/read-body.ts";

const answer = z.array(
  z.object({ entity_type: z.string(), start: z.int(), end: z.int(), score: z.number().min(0).max(1) }),
);
const classes: Record<string, NerClass> = { PERSON: "person", LOCATION: "location", ORGANIZATION: "organization" };

/** Below this Presidio itself is of two minds; its own names score 0.85. */
const scoreMin = 0.4;

type Settings = { url: string; clock: Clock; limits?: Partial<CallLimits> };

/** Microsoft Presidio's analyzer: `POST /analyze`, asked for names alone; patterns are Avow's own. */
export function presidio({ url, clock, limits }: Settings): NerServer {
  const server = callServer({ base: url.replace(/\/+$/, "").replace(/\/analyze$/, ""), headers: {}, clock, limits });
  return {
    async find(text, language, call) {
      const entities = Object.keys(classes);
      const body = await server.ask(call, "/analyze", { text, language, entities, score_threshold: scoreMin });
      const parsed = answer.safeParse(parseJson(body));
      if (!parsed.success) throw new ProviderError("provider.malformed_answer", { reason: "shape" });
      const unitOf = fromCodePoints(text);
      return parsed.data.flatMap(({ entity_type, start, end, score }) => {
        const cls = classes[entity_type];
        const span = { start: unitOf(start), end: unitOf(end) };
        return cls && span.end > span.start ? [{ ...span, cls, score }] : [];
      });
    },
  };
}
