import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import type { OpenedRepresentative } from "./open-representative.ts";

export const representativeOutput = z.object({
  id: z.string(),
  name: z.string(),
  agent_code: z.string().describe("Its `agent-id`."),
  business_code: z.string().describe("Its `business-id` for this organization."),
  verify_key: z.string().describe("Ed25519, in base64."),
  vouches: z.boolean(),
  token_at: timeOutput.nullable().describe("When it last showed by a signed message that it is there."),
  added_at: timeOutput,
});

export function presentRepresentative(one: OpenedRepresentative): z.input<typeof representativeOutput> {
  const { id, name, agent_code, business_code, vouches, token_at, added_at } = one;
  const verify_key = one.verify_key.toString("base64");
  return { id, name, agent_code, business_code, verify_key, vouches, token_at, added_at };
}
