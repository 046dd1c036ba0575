import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { findBlanks, operatorProfile } from "./operator-profile.ts";
import { readProfile } from "./read-profile.ts";

export const profileOutput = z.object({
  ...operatorProfile.shape,
  blanks: z.array(z.string()).describe("What has to be filled in before a policy can be published."),
  version: z.int(),
});

export const getOperatorProfile = endpoint({
  method: "GET",
  path: "/operator/profile",
  summary: "Who runs this deployment, as its policies name them.",
  scope: "operator",
  permission: "operator",
  purpose: "account",
  input: z.strictObject({}),
  output: profileOutput,
  versioned: true,
  async run(ctx) {
    const { profile, version } = await readProfile(ctx);
    return { ...profile, blanks: findBlanks(profile), version };
  },
});
