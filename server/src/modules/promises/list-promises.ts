import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { composedPort } from "../../framework/promise.ts";
import { countStates, countsOutput, describeBoard, promiseOutput } from "./describe-board.ts";
import { fillSentences } from "./fill-sentences.ts";

export const listPromises = endpoint({
  method: "GET",
  path: "/promises",
  summary: "Every promise of the policy, whether it is kept, and when that was last looked at.",
  description:
    "`unknown` is what was not looked at lately; `off` is what this deployment does not promise, because it lacks what the promise is about.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({ counts: countsOutput, promises: z.array(promiseOutput) }),
  async run(ctx) {
    const app = ctx.port(composedPort)();
    const promises = await describeBoard(app, await fillSentences(app, ctx.scope.organizationId));
    return { counts: countStates(promises), promises };
  },
});
