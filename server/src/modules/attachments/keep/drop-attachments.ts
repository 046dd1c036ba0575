import type { Work } from "../../../framework/context.ts";
import { removeObject } from "../../files/public.ts";

/** Deletes the attachments for which a condition on `$2` holds; their contents leave the store when nothing else has the same. */
export async function dropAttachments(step: Work, condition: string, value: unknown): Promise<void> {
  const gone = await step.db.query<{ object: string | null }>(
    `delete from attachments where workspace_id = $1 and ${condition} returning object`,
    [step.scope.workspaceId, value],
  );
  for (const { object } of gone) if (object) await step.enqueue(removeObject, { name: object });
}
