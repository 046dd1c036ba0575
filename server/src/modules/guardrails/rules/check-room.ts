import { measureWords } from "../../../egress/public.ts";
import type { Work } from "../../../framework/context.ts";
import { guardrailErrors } from "../errors.ts";
import { guardrailRules } from "../tables.ts";
import { guardrailKey } from "./present-rule.ts";

/** Every text that leaves is read for all of them. */
const rulesMax = 200;
const patternsMax = 100;
/** What they take in memory, in cells of the table that finds them: about 8,000 letters. */
const cellsMax = 1_000_000;

/**
 * Whether a rule fits beside the workspace's others. @throws Refusal `guardrails.limit_reached`
 * @param rule as it is to be; one of the same id counts no more
 */
export async function checkRoom(
  work: Work<"workspace">,
  rule: { id: string; words: readonly string[]; patterns: readonly string[] },
): Promise<void> {
  // Two who add at once wait for each other, so that both are counted.
  await work.db.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [
    `guardrail rules|${work.scope.workspaceId}`,
  ]);
  const rows = await work.db
    .of(guardrailRules)
    .selectFrom("guardrail_rules")
    .select(["id", "workspace_id", "words", "patterns"])
    .where("workspace_id", "=", work.scope.workspaceId)
    .where("id", "!=", rule.id)
    .execute();
  const key = await guardrailKey(work);
  const all = [...rows.map((row) => work.open(guardrailRules, key, row)), rule];
  const refuse = (limit: number, of: string) => guardrailErrors.limit_reached({ limit, of });
  if (all.length > rulesMax) throw refuse(rulesMax, "rules");
  if (all.flatMap(({ patterns }) => patterns).length > patternsMax) throw refuse(patternsMax, "expressions");
  if (measureWords(all.flatMap(({ words }) => words)) > cellsMax) throw refuse(8000, "letters in words");
}
