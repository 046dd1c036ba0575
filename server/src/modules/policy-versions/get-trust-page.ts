import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { describeVersion, versionOutput } from "./describe-version.ts";
import { chooseVersions, findVersions } from "./find-versions.ts";
import { openDocument } from "./open-document.ts";

export const getTrustPage = endpoint({
  method: "GET",
  path: "/trust/organizations/{organization_id}",
  summary: "An organization's privacy policy, as anybody may read it.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({ organization_id: z.string().max(40) }),
  output: z.object({
    current: versionOutput.nullable(),
    coming: versionOutput.nullable(),
    document: z.string().nullable().describe("The version in force, as Markdown."),
    versions: z.array(versionOutput),
  }),
  async run(ctx, { organization_id }) {
    const versions = await findVersions(ctx, organization_id);
    if (versions.length === 0) throw requestErrors.not_found();
    const { current, coming } = chooseVersions(versions, ctx.at);
    const describe = (row: (typeof versions)[number]) => describeVersion(row, ctx.deployment.origin);
    return {
      current: current ? describe(current) : null,
      coming: coming ? describe(coming) : null,
      document: current ? await openDocument(ctx, current) : null,
      versions: versions.map(describe),
    };
  },
});
