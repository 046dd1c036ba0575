import { generate, type GenerationChunk, type Passed, refuseFailure } from "../../egress/public.ts";
import type { Context } from "../../framework/context.ts";
import { exchange } from "../../framework/exchange.ts";
import { worksInRuns } from "../agents/public.ts";
import { agentOf, beginCall, callRefusals, resolveAgent } from "./begin-call.ts";
import { beginStream, explainFailure } from "./begin-stream.ts";
import { openaiApiErrors } from "./errors.ts";
import { explainProblem } from "./explain-problem.ts";
import { readResponseInput, responseInput } from "./read-response-input.ts";
import { buildResponse } from "./build-response.ts";
import type { ResponseHead } from "./describe-response.ts";
import { runAgent, speakAnswer } from "./run-agent.ts";

export const createResponse = exchange({
  method: "POST",
  path: "/v1/responses",
  permission: "generations.write",
  purpose: "converse",
  bodyBytesMax: 20 * 1024 * 1024,
  input: responseInput,
  refusals: [...callRefusals(), openaiApiErrors.not_supported],
  agentOf,
  async answer(ctx, given, { signal }) {
    const said = readResponseInput(given);
    const { agent: inUse, ...agent } = await resolveAgent(ctx, given, said.instructions);
    const call = await beginCall(ctx, agent.model, signal, given.contact_id);
    let passed: Passed | undefined;
    const asked = { ...call, ...said, ...agent, whole: given.stream !== true };
    const ran =
      inUse && worksInRuns(inUse.settings)
        ? await runAgent(ctx, { agent: inUse, said, contactId: given.contact_id, variables: given.variables }, signal)
        : undefined;
    const begun = ran ? speakAnswer(ran) : await beginStream(generate(ctx, asked, (found) => (passed = found)));
    const head = {
      id: call.id.replace(/^gen_/, "resp_"),
      created: Math.floor(ctx.at.getTime() / 1000),
      model: given.model,
      sandbox: ran?.run.sandbox ?? passed?.sandbox ?? false,
    };
    const headers = head.sandbox ? { "avow-sandbox": "true" } : {};
    if (given.stream) return { stream: writeEvents(ctx, begun, head), contentType: "text/event-stream", headers };
    const response = buildResponse(head);
    try {
      for await (const chunk of begun) response.add(chunk);
    } catch (error) {
      throw refuseFailure(error);
    }
    return { body: response.end(), headers };
  },
  explain: explainProblem,
});

async function* writeEvents(
  ctx: Context,
  chunks: AsyncIterable<GenerationChunk>,
  head: ResponseHead,
): AsyncGenerator<string> {
  let ready = "";
  let number = 0;
  const response = buildResponse(head, (type, fields) => {
    ready += `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: number++, ...fields })}\n\n`;
  });
  const take = () => {
    const written = ready;
    ready = "";
    return written;
  };
  response.start();
  try {
    for await (const chunk of chunks) {
      response.add(chunk);
      if (ready) yield take();
    }
    response.end();
  } catch (error) {
    const { code, message } = explainFailure(ctx, error).error;
    response.fail({ code, message });
  }
  yield take();
}
