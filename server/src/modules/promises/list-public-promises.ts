import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { composedPort } from "../../framework/promise.ts";
import { countStates, countsOutput, describeBoard, promiseOutput } from "./describe-board.ts";
import { fillSentences } from "./fill-sentences.ts";

export const listPublicPromises = endpoint({
  method: "GET",
  path: "/trust/promises",
  summary: "What this deployment promises everybody, and whether it is kept.",
  description: "In the words of the deployment's own policy; an organization's may be stricter.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({ counts: countsOutput, promises: z.array(promiseOutput) }),
  async run(ctx) {
    const app = ctx.port(composedPort)();
    const promises = await describeBoard(app, await fillSentences(app, undefined));
    return { counts: countStates(promises), promises };
  },
});
