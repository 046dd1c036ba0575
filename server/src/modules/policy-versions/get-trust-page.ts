import * as z from "zod";
import { endpoint, timeOutput } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { composedPort } from "../../framework/promise.ts";
import { canonicalPromises, promiseStates, readKnowledge, stateOfPromise } from "../../privacy/public.ts";
import { describeVersion, versionOutput } from "./describe-version.ts";
import { chooseVersions, findVersions } from "./find-versions.ts";
import { openDocument } from "./document/open-document.ts";
import { type DocumentSection, readDocument } from "./document/read-document.ts";

const sectionOutput = z.object({
  heading: z.string(),
  sentences: z.array(
    z.object({
      promise: z.string(),
      says: z.string(),
      state: z.enum(promiseStates).describe("As it is now; what the version says stays as it was published."),
      looked_at: timeOutput.nullable(),
      wrong: z.string().nullable(),
    }),
  ),
  table: z.string().describe("What stands below the sentences, as Markdown."),
});

export const getTrustPage = endpoint({
  method: "GET",
  path: "/trust/organizations/{organization_id}",
  summary: "An organization's privacy policy with the proof of each sentence, as anybody may read it.",
  scope: "anonymous",
  permission: "public",
  purpose: "account",
  input: z.strictObject({ organization_id: z.string().max(40) }),
  output: z.object({
    title: z.string(),
    head: z.string().describe("Its version and dates, in a sentence."),
    current: versionOutput.nullable(),
    coming: versionOutput.nullable(),
    document: z.string().nullable().describe("The version in force, as Markdown."),
    sections: z.array(sectionOutput),
    versions: z.array(versionOutput),
  }),
  async run(ctx, { organization_id }) {
    const versions = await findVersions(ctx, organization_id);
    if (versions.length === 0) throw requestErrors.not_found();
    const { current, coming } = chooseVersions(versions, ctx.at);
    const describe = (row: (typeof versions)[number]) => describeVersion(row, ctx.deployment.origin);
    const document = current ? await openDocument(ctx, current) : null;
    const { title, head, sections } = readDocument(document ?? "");
    const known = await readKnowledge(ctx.port(composedPort)());
    return {
      title,
      head,
      current: current ? describe(current) : null,
      coming: coming ? describe(coming) : null,
      document,
      sections: sections.map((section) => prove(section, known)),
      versions: versions.map(describe),
    };
  },
});

/** A promise that the software no longer knows proves nothing. */
function prove({ sentences, ...section }: DocumentSection, known: Awaited<ReturnType<typeof readKnowledge>>) {
  return {
    ...section,
    sentences: sentences.map(({ promise, says }) => {
      const seen = known.newest.get(promise);
      const state = canonicalPromises.has(promise) ? stateOfPromise(promise, known) : ("unknown" as const);
      const wrong = state === "broken" ? (seen?.wrong ?? null) : null;
      return { promise, says, state, looked_at: seen?.created_at ?? null, wrong };
    }),
  };
}
