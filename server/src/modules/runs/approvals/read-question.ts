import type { Work } from "../../../framework/context.ts";
import { runErrors } from "../errors.ts";
import { type Shown, toolQuestions } from "../tables.ts";

export type ToolQuestion = { approval_id: string; agent_id: string; tool: string; user_id: string } & Shown;

/**
 * What an agent asks a yes for.
 * @throws Refusal `runs.nobody_asked` where it is not about a tool, or gone with its run
 */
export async function readQuestion(work: Work, approval_id: string): Promise<ToolQuestion> {
  const row = await work.db
    .of(toolQuestions)
    .selectFrom("tool_questions")
    .selectAll()
    .where("workspace_id", "=", work.scope.workspaceId!)
    .where("approval_id", "=", approval_id)
    .executeTakeFirst();
  const key = row && (await work.keys.many("user", [row.user_id], "conversation")).get(row.user_id);
  if (!row || !key) throw runErrors.nobody_asked();
  const { agent_id, tool, user_id, shown } = work.open(toolQuestions, key, row);
  return { approval_id, agent_id, tool, user_id, ...shown };
}
