import * as z from "zod";
import { dayMs, later } from "../../../framework/clock.ts";
import type { JobContext } from "../../../framework/jobs/jobs.ts";
import { job } from "../../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { cataloguePort, unnamed } from "../../../privacy/public.ts";
import { objectStorePort } from "./open-object.ts";
import { removeUnnamed } from "./remove-unnamed.ts";

/** An upload that is still under way may name what nothing names yet; none takes as long. */
const graceMs = dayMs;
const batchMax = 500;

/** Removes what nothing names: after rows that went with their workspace, uploads that broke off, and restored backups. */
export const sweepObjects = job({
  name: "files.sweep_objects",
  data: z.object({}),
  purpose: "files",
  long: true,
  perTenantMax: 1,
  cron: "41 * * * *",
  async run(ctx) {
    const before = later(ctx.clock.now(), -graceMs);
    const removed = (await sweepNoted(ctx, before)) + (await sweepUnknown(ctx, before));
    await ctx.port(objectStorePort).clearStaged(before);
    if (removed > 0) ctx.log.info({ objects: removed }, "objects that nothing named were removed");
  },
});

/** What is noted, and named by no row. */
async function sweepNoted(ctx: JobContext, before: Date): Promise<number> {
  let removed = 0;
  for (let after = ""; ; ) {
    ctx.signal.throwIfAborted();
    const found = await acrossTenants(ctx.database, "find stored objects that nothing names", (db) =>
      db.query<{ name: string }>(
        `select s.name from stored_objects s where s.name > $1 and s.created_at < $2
         and ${unnamed(ctx.port(cataloguePort))} order by s.name limit ${batchMax}`,
        [after, before],
      ),
    );
    removed += await removeUnnamed(
      ctx,
      found.map(({ name }) => name),
    );
    const last = found.at(-1);
    if (!last || found.length < batchMax) return removed;
    after = last.name;
  }
}

/** What lies in the store without having been noted: only a restored database does not know what it wrote. */
async function sweepUnknown(ctx: JobContext, before: Date): Promise<number> {
  const store = ctx.port(objectStorePort);
  let removed = 0;
  let names: string[] = [];
  const removeUnknown = async () => {
    const known = await acrossTenants(ctx.database, "look for what the store has", (db) =>
      db.query<{ name: string }>("select name from stored_objects where name = any($1)", [names]),
    );
    const isKnown = new Set(known.map(({ name }) => name));
    for (const name of names.filter((one) => !isKnown.has(one))) {
      await store.remove(name);
      removed++;
    }
    names = [];
  };
  for await (const { name, modifiedAt } of store.list()) {
    ctx.signal.throwIfAborted();
    if (modifiedAt < before) names.push(name);
    if (names.length === batchMax) await removeUnknown();
  }
  await removeUnknown();
  return removed;
}
