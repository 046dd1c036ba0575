import * as z from "zod";
import { policiesPort, registerPort } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { describeProcessor, processorOutput } from "./describe-processor.ts";

export const listDeploymentProcessors = endpoint({
  method: "GET",
  path: "/operator/processors",
  summary: "List the register of processors, judged by the deployment's policy.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject(pageInput),
  output: pageOf(processorOutput),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const [entries, policy] = await Promise.all([ctx.port(registerPort).read(), ctx.port(policiesPort).read({})]);
    const names = [...entries.keys()].toSorted().filter((name) => after === undefined || name > after);
    const page = toPage(names, limit, (name) => name);
    return { ...page, data: page.data.map((name) => describeProcessor(entries.get(name)!, policy, ctx.at)) };
  },
});
