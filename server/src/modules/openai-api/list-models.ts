import * as z from "zod";
import { exchange } from "../../framework/exchange.ts";
import { listCallable } from "../models/public.ts";
import { explainProblem } from "./explain-problem.ts";

export const listModels = exchange({
  method: "GET",
  path: "/v1/models",
  permission: "models.read",
  purpose: "models",
  input: z.looseObject({}),
  async answer(ctx) {
    const models = await listCallable(ctx);
    const created = Math.floor(ctx.at.getTime() / 1000);
    const data = models.map(({ id, owner }) => ({ id, object: "model", created, owned_by: owner }));
    return { body: { object: "list", data } };
  },
  explain: explainProblem,
});
