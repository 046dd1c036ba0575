import { Agent, request } from "undici";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";

const usualAnswerBytes = 65_536;

/**
 * A `fetch` for what belongs to the operator's own installation and is named in its settings, such as a policy engine
 * on the same network: any address, no redirects, small answers. Nothing that an organization can name goes this way.
 */
export function operatorFetch({
  idleTimeoutMs,
  answerBytesMax = usualAnswerBytes,
}: {
  idleTimeoutMs: number;
  answerBytesMax?: number;
}): Fetch {
  const waits = { headersTimeout: idleTimeoutMs, bodyTimeout: idleTimeoutMs };
  const dispatcher = new Agent({ ...waits, connect: { timeout: idleTimeoutMs }, maxResponseSize: answerBytesMax });
  return async (url, { method = "GET", ...init } = {}) => {
    const answer = await request(url, { method: method as "GET", ...init, ...waits, dispatcher });
    answer.body.on("error", () => undefined); // whoever reads the body gets it by reading
    const header = (name: string) => {
      const value = answer.headers[name.toLowerCase()];
      return value === undefined ? null : [value].flat().join(", ");
    };
    return {
      status: answer.statusCode,
      ok: answer.statusCode >= 200 && answer.statusCode < 300,
      headers: { get: header },
      body: answer.body as AsyncIterable<Uint8Array>,
      text: () => answer.body.text(),
    };
  };
}
