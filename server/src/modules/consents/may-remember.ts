import type { Work } from "../../framework/context.ts";

/** Whether the user of the scope agreed that agents remember what they say, and did not take it back. */
export async function mayRemember({ db, scope }: Work): Promise<boolean> {
  const [newest] = await db.query<{ state: string }>(
    "select state from account_consents where user_id = $1 and purpose = 'memory' order by said_at desc, id desc limit 1",
    [scope.userId],
  );
  return newest?.state === "given";
}
