import * as z from "zod";
import { timeOutput } from "../../framework/endpoint.ts";
import type { ContactRow } from "./find-contact.ts";
import { ageStates, consentPurposes, consentWays, identityKinds, lockKinds } from "./tables.ts";

export const contactFields = {
  name: z.string().trim().min(1).max(200).nullable().describe("What you call them."),
  age_state: z.enum(ageStates).describe("What is known of their age. AI is refused for a minor."),
};

export const contactSummary = z.object({
  id: z.string(),
  ...contactFields,
  created_at: timeOutput,
  updated_at: timeOutput,
  version: z.int(),
});

export const identityOutput = z.object({
  id: z.string(),
  kind: z.enum(identityKinds),
  network: z.string().nullable(),
  value: z.string(),
  created_at: timeOutput,
});

export const contactListed = contactSummary.extend({
  identities: z.array(identityOutput.pick({ kind: true, network: true, value: true })).describe("The first three."),
});

export const consentOutput = z.object({
  id: z.string(),
  purpose: z.enum(consentPurposes),
  state: z.enum(["given", "withdrawn"]),
  how: z.enum(consentWays),
  evidence: z.string().nullable(),
  text: z.string().nullable().describe("The words they agreed to."),
  text_version: z.string().nullable().describe("What you call that text."),
  text_hash: z.string().nullable().describe("SHA-256 of `text`, in hex."),
  recorded_by: z.string().nullable(),
  recorded_at: timeOutput,
});

export const mergeOutput = z.object({
  id: z.string(),
  merged_id: z.string().describe("The id the other contact had, and gets again when they are told apart."),
  name: z.string().nullable(),
  merged_at: timeOutput,
});

export const lockOutput = z.object({
  id: z.string(),
  kind: z.enum(lockKinds),
  purpose: z.enum(consentPurposes).nullable().describe("Nothing of a restriction: it is of everything."),
  locked_at: timeOutput,
  lifted_at: timeOutput.nullable(),
  told_how: z.enum(consentWays).nullable(),
  grounds: z.string().nullable(),
});

export const contactDetails = contactSummary.extend({
  identities: z.array(identityOutput),
  consents: z.array(consentOutput).describe("Newest first; the newest of each purpose holds."),
  locks: z.array(lockOutput).describe("Newest first; those that are not lifted hold."),
  merges: z.array(mergeOutput).describe("Contacts that have become part of this one."),
});

export function presentContact(row: ContactRow): z.input<typeof contactSummary> {
  const { id, name, age_state, created_at, updated_at, version } = row;
  return { id, name, age_state, created_at, updated_at, version };
}
