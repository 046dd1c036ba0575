import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { choosableTopics } from "../templates/declare-template.ts";
import { choicesOutput, describeChoices } from "./describe-choices.ts";
import { keepChoice } from "./keep-choice.ts";

export const updateMailChoices = endpoint({
  method: "PATCH",
  path: "/me/mail-choices",
  summary: "Choose what you are written to about.",
  description: "Marketing comes only to those who say yes here. What waits to be sent is stopped by a no as well.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject({
    billing: z.boolean().optional().describe("Budgets and money."),
    service: z.boolean().optional().describe("What waits for you, and what stopped working."),
    marketing: z.boolean().optional().describe("News about the product."),
  }),
  output: choicesOutput,
  audit: { action: "user.mail_choices_changed", target: (_output, _input, scope) => scope.userId ?? "" },
  async run(ctx, said) {
    for (const topic of choosableTopics) {
      const isWanted = said[topic];
      if (isWanted !== undefined) await keepChoice(ctx, { topic, isWanted, by: "settings" });
    }
    return describeChoices(ctx);
  },
});
