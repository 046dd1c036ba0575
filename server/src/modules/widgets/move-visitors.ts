import type { Work } from "../../framework/context.ts";

type Move = { from: string; to: string; only: readonly string[] | undefined };

/** Visitors go with the contact that they are, into one that it becomes part of and out of it again. */
export const moveVisitors = {
  async move({ db, scope }: Work, { from, to, only }: Move): Promise<string[]> {
    const moved = await db.query<{ id: string }>(
      `update widget_visitors set contact_id = $3 where workspace_id = $1 and contact_id = $2
         and ($4::text[] is null or id = any($4)) returning id`,
      [scope.workspaceId, from, to, only ?? null],
    );
    return moved.map(({ id }) => id);
  },
};
