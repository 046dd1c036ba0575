import * as z from "zod";
import { minuteMs } from "../../framework/clock.ts";
import { job } from "../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { backupToolsPort } from "./public.ts";

/** What the copy was made of, as this process knows it: one that starts makes it anew. */
const copied = new WeakMap<object, string>();

/**
 * Keeps the copy of the subject keys beside the keyring as young as five minutes: a new person's key must survive with
 * the next backup, and an erased one's must not survive anywhere.
 */
export const copySubjectKeys = job({
  name: "backups.copy_keys",
  data: z.object({}),
  purpose: "account",
  everyMs: 5 * minuteMs,
  async run(ctx) {
    const tools = ctx.port(backupToolsPort);
    if (!tools) return;
    const [state] = await acrossTenants(ctx.database, "see whether keys changed", (db) =>
      db.query<{ state: string }>(
        "select concat_ws(' ', count(*), max(created_at), count(destroy_at), max(epoch)) as state from subject_keys",
      ),
    );
    if (copied.get(tools) === state!.state) return;
    await tools.copyKeys();
    copied.set(tools, state!.state);
  },
});
