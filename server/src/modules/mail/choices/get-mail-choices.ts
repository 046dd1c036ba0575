import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { choicesOutput, describeChoices } from "./describe-choices.ts";

export const getMailChoices = endpoint({
  method: "GET",
  path: "/me/mail-choices",
  summary: "What you are written to about.",
  description:
    "Account and security cannot be switched off: without them you could not keep your account, or keep it safe.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject({}),
  output: choicesOutput,
  run: (ctx) => describeChoices(ctx),
});
