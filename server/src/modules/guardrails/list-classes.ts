import * as z from "zod";
import { type ClassId, classes, type DataClass, policiesPort, readLevels } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { classField } from "./exceptions/exception-fields.ts";

/** How surely a class is found: what its form decides is, what only the sense of a text tells is a rate. */
const bySense: ReadonlySet<ClassId> = new Set(["person", "organization", "location", "address"]);
const byWords: ReadonlySet<ClassId> = new Set([
  ...(["health", "belief", "politics", "union", "sexuality", "ethnicity", "minor", "payment"] as const),
  ...(["term", "topic", "claim"] as const),
]);

export const listClasses = endpoint({
  method: "GET",
  path: "/guardrail-classes",
  summary: "List the data classes, and what happens to each in this workspace.",
  description:
    "The policy decides about most of them; a workspace's terms, topics and claims have levels of their own.",
  scope: "workspace",
  permission: "guardrails.read",
  purpose: "guardrails",
  input: z.strictObject({}),
  output: z.object({
    data: z.array(
      z.object({
        class: classField,
        words: z.string(),
        level: z.enum(["allow", "redact", "ask", "block"]),
        ruled_by: z.string().nullable().describe("The policy's parameter; without one, each rule says its own level."),
        found_by: z
          .enum(["form", "words", "sense"])
          .describe(
            "`form`: almost surely. `words`: where it is said in words that are known. `sense`: often, never always.",
          ),
      }),
    ),
  }),
  async run(ctx) {
    const { organizationId, workspaceId } = ctx.scope;
    const levels = readLevels(await ctx.port(policiesPort).read({ organizationId, workspaceId }));
    const data = (Object.keys(classes) as ClassId[]).map((cls) => ({
      class: cls,
      words: classes[cls].words,
      level: levels(cls),
      ruled_by: (classes[cls] as DataClass).ruledBy ?? null,
      found_by: bySense.has(cls) ? ("sense" as const) : byWords.has(cls) ? ("words" as const) : ("form" as const),
    }));
    return { data };
  },
});
