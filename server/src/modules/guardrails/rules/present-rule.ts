import * as z from "zod";
import type { Work } from "../../../framework/context.ts";
import { timeOutput } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { guardrailRules } from "../tables.ts";
import { ruleFields } from "./rule-fields.ts";

export const ruleOutput = z.object({
  id: z.string(),
  ...ruleFields,
  created_at: timeOutput,
  updated_at: timeOutput,
  version: z.int(),
});

export const guardrailKey = (work: Work) =>
  work.keys.of({ kind: "organization", id: work.scope.organizationId! }, "content");

/** @throws Refusal `request.not_found` */
export async function findRule(work: Work, id: string) {
  const row = await work.db
    .of(guardrailRules)
    .selectFrom("guardrail_rules")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw requestErrors.not_found();
  return work.open(guardrailRules, await guardrailKey(work), row) as RuleRow;
}

export type RuleRow = Omit<z.output<typeof ruleOutput>, "created_at" | "updated_at"> & {
  organization_id: string;
  workspace_id: string;
  created_by: string | null;
  created_at: Date;
  updated_at: Date;
};

export function presentRule(row: RuleRow): z.input<typeof ruleOutput> {
  const { id, kind, level, name, words, patterns, created_at, updated_at, version } = row;
  return { id, kind, level, name, words, patterns, created_at, updated_at, version };
}
