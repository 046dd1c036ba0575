import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { composedPort } from "../../framework/promise.ts";
import { duties, promiseStates, readKnowledge, stateOfDuty, statements } from "../../privacy/public.ts";

const dutyOutput = z.object({
  duty: z.string(),
  says: z.string(),
  because: z.string().describe("Why no program can tell."),
  state: z.enum(promiseStates).describe("attested or unknown; never kept."),
  attested_until: timeOutput.nullable(),
  renew_days: z.int(),
  statements: z.array(z.string()).describe("Statements of the seed policies that rest on it."),
});

export const listDuties = endpoint({
  method: "GET",
  path: "/operator/duties",
  summary: "What only people can keep, and whether somebody has given their word for it.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({}),
  output: z.object({ duties: z.array(dutyOutput) }),
  async run(ctx) {
    const known = await readKnowledge(ctx.port(composedPort)());
    const described = [...duties].map(([duty, { says, because, renew_days }]) => ({
      duty,
      says,
      because,
      state: stateOfDuty(duty, known),
      attested_until: known.attested.get(duty) ?? null,
      renew_days,
      statements: [...statements].filter(([, one]) => one.duty === duty).map(([id]) => id),
    }));
    return { duties: described };
  },
});
