import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { consentsOutput, describeConsents } from "./describe-consents.ts";

export const listOwnConsents = endpoint({
  method: "GET",
  path: "/me/consents",
  summary: "What you agreed to: to which words, when and how, and what you took back.",
  scope: "user",
  permission: "subject",
  purpose: "account",
  input: z.strictObject({}),
  output: consentsOutput,
  run: (ctx) => describeConsents(ctx),
});
