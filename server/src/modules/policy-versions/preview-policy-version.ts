import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { organizationNamePort } from "../members/public.ts";
import { changeKinds, directions } from "./compare-snapshots.ts";
import { type Draft, draftVersion } from "./draft-version.ts";

export const draftOutput = z.object({
  version: z.int(),
  document: z.string().describe("Markdown."),
  hash: z.string(),
  is_material: z.boolean().describe("It weakens what was promised, and so waits for the notice period."),
  effective_at: timeOutput,
  changes: z.array(
    z.object({
      what: z.enum(changeKinds),
      name: z.string(),
      direction: z.enum(directions).describe("neither: other words for the same, or another name of who answers."),
    }),
  ),
  blanks: z.array(z.string()).describe("What has to be filled in before it can be published."),
});

export const describeDraft = (draft: Draft): z.input<typeof draftOutput> => ({
  version: draft.version,
  document: draft.document,
  hash: draft.hash,
  is_material: draft.isMaterial,
  effective_at: draft.effectiveAt,
  changes: draft.changes,
  blanks: draft.blanks,
});

export const previewPolicyVersion = endpoint({
  method: "GET",
  path: "/policy-versions/preview",
  summary: "The privacy policy as it would be published now, and what it changes.",
  scope: "organization",
  permission: "policy.read",
  purpose: "account",
  input: z.strictObject({}),
  output: draftOutput,
  async run(ctx) {
    const { organizationId } = ctx.scope;
    const organizationName = await ctx.port(organizationNamePort)(ctx);
    return describeDraft(await draftVersion(ctx, { organizationId, organizationName }));
  },
});
