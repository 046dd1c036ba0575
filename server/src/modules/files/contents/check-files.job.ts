import * as z from "zod";
import { dayMs, later } from "../../../framework/clock.ts";
import { job, type JobContext } from "../../../framework/jobs/jobs.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { raiseSecurityEvent } from "../../security-events/public.ts";
import { contentKey, fileColumns, type FileRow } from "../find-file.ts";
import { type Kind, kinds } from "../find-kind.ts";
import { objectStorePort, openObject } from "./open-object.ts";

/** Each file's content is read through this often. */
const checkEveryMs = 30 * dayMs;
/** So many in one run, so that reading them does not crowd out the rest. */
const filesMax = 200;

/** Reads contents through, those first that were looked at longest ago, and marks what is missing or changed. */
export const checkFiles = job({
  name: "files.check",
  data: z.object({}),
  purpose: "files",
  long: true,
  perTenantMax: 1,
  cron: "11 * * * *",
  async run(ctx) {
    for (const kind of Object.values(kinds)) await checkKind(ctx, kind);
  },
});

type Due = FileRow & { owner_id: string };

async function checkKind(ctx: JobContext, kind: Kind): Promise<void> {
  const owner = kind.subject === "user" ? "user_id" : "organization_id";
  const due = await acrossTenants(ctx.database, "check stored files", (db) =>
    db.query<Due>(
      `select ${fileColumns}, ${owner} as owner_id from ${kind.table.name}
       where object is not null and checked_at < $1 order by checked_at limit ${filesMax}`,
      [later(ctx.clock.now(), -checkEveryMs)],
    ),
  );
  const damaged: Due[] = [];
  for (const row of due) {
    ctx.signal.throwIfAborted();
    const isWhole = await isReadable(ctx, kind, row);
    if (isWhole === undefined) continue; // its owner is being erased
    if (isWhole) await noteCheck(ctx, kind, row, true);
    else damaged.push(row);
  }
  await tellDamage(ctx, kind, damaged);
  for (const row of damaged) await noteCheck(ctx, kind, row, false);
}

async function noteCheck(ctx: JobContext, kind: Kind, row: Due, isWhole: boolean): Promise<void> {
  await acrossTenants(ctx.database, "record a check of a stored file", (db) =>
    db.query(
      `update ${kind.table.name} set checked_at = $3, damaged_at = case when $4 then null else coalesce(damaged_at, $3) end
       where workspace_id = $1 and id = $2`,
      [row.workspace_id, row.id, ctx.clock.now(), isWhole],
    ),
  );
}

/** Tells what was not known yet, once for each owner and for the operator, whose store it is: a lost disk is one event, not thousands. */
async function tellDamage(ctx: JobContext, kind: Kind, damaged: readonly Due[]): Promise<void> {
  const found = damaged.filter(({ damaged_at }) => damaged_at === null);
  if (found.length === 0) return;
  for (const { id } of found) ctx.log.error({ file_id: id }, "a stored file is missing or damaged");
  const raise = (files: number, whose: { userId?: string; organizationId?: string }) =>
    raiseSecurityEvent(ctx, { kind: "file.damaged", severity: "critical", facts: { files }, ...whose });
  for (const [owner, theirs] of Map.groupBy(found, ({ owner_id }) => owner_id))
    await raise(theirs.length, kind.subject === "user" ? { userId: owner } : { organizationId: owner });
  await raise(found.length, {});
}

/** Reads the content to its end. Undefined where its owner's key is gone. */
async function isReadable(ctx: JobContext, kind: Kind, row: Due): Promise<boolean | undefined> {
  const { subject } = kind;
  const outer = (await ctx.keys.many(subject, [row.owner_id], kind.cls)).get(row.owner_id);
  if (!outer) return undefined;
  try {
    const key = contentKey({ kind, outer, row });
    for await (const _ of openObject(ctx.port(objectStorePort), key, row.object!, row.bytes!))
      ctx.signal.throwIfAborted();
    return true;
  } catch (error) {
    ctx.signal.throwIfAborted();
    if (isOfStore(error)) throw error;
    return false;
  }
}

/** The store could not be asked, which says nothing about the file. */
const isOfStore = (error: unknown): boolean =>
  error instanceof Error && ["S3Refused", "ProviderError"].includes(error.name);
