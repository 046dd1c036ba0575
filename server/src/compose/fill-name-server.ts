import { nameServerPort } from "../egress/guardrail/names/find-names-outside.ts";
import { operatorFetch } from "../egress/outward/operator-fetch.ts";
import { fill } from "../framework/ports.ts";
import { gliner } from "../integrations/gliner/gliner.ts";
import { presidio } from "../integrations/presidio/presidio.ts";
import type { Surroundings } from "./surroundings.ts";

/** A short text is read in well under a second; whoever sends a message waits for it. */
const namesWithinMs = 5000;

/** What finds names in texts, where the operator runs one. */
export function fillNameServer({ deployment, clock }: Surroundings) {
  const settings = deployment.nameServer;
  if (!settings) return fill(nameServerPort, undefined);
  const { url, whenSilent } = settings;
  const [first = "en", ...others] = settings.languages;
  const limits = { firstByteMs: namesWithinMs, idleMs: namesWithinMs, totalMs: namesWithinMs };
  return fill(nameServerPort, {
    server: settings.kind === "gliner" ? gliner({ url, clock, limits }) : presidio({ url, clock, limits }),
    fetch: operatorFetch({ idleTimeoutMs: namesWithinMs, answerBytesMax: 4_194_304 }),
    languages: [first, ...others],
    whenSilent,
    answerWithinMs: namesWithinMs,
  });
}
