import type { Db } from "../../framework/database/tenant.ts";
import type { Keep } from "../../framework/table.ts";
import { tableNamed } from "../catalogue.ts";
import { type Duration, durationBy, limitOf, shift } from "../parameters.ts";
import type { Step } from "../planner/plan-erasure.ts";
import { contentReviews } from "../tables.ts";
import type { Erasure, Progress } from "./run-task.ts";

const review = "retention.review_months";

type ClearStep = Extract<Step, { action: "clear" }>;
type Cleared = { rows: number; organizations: string[] | null; newest: Date | null };

/** Takes the author off rows that go on. Where they stay with an organization, says until when, and sees to its review. */
export async function clearRows(
  db: Db,
  erasure: Erasure,
  { step, condition, most }: { step: ClearStep; condition: string; most: number },
): Promise<Progress> {
  const { until } = tableNamed(erasure.catalogue, step.table).keep;
  const isKept = step.keep.length > 0;
  const nulled = [step.actor, ...step.labels].map((column) => `${column} = null`).join(", ");
  const [cleared] = await db.query<Cleared>(
    `with cleared as (
       update ${step.table} set ${nulled} where ctid = any(array(
         select t.ctid from ${step.table} t where ${condition} limit ${most}))
       returning ${isKept ? "organization_id" : "null::text as organization_id"},
         ${isKept && until ? until.column : "null::timestamptz"} as counted_from)
     select count(*)::int as rows, array_agg(distinct organization_id) as organizations,
       case when count(counted_from) = count(*) then max(counted_from) end as newest from cleared`,
    [erasure.subject.id],
  );
  const { rows, organizations, newest } = cleared ?? { rows: 0, organizations: null, newest: null };
  const progress = { rows, isDone: rows < most };
  if (!isKept || rows === 0) return progress;
  if (until && newest) return { ...progress, keptUntil: shift(newest, await limitNow(erasure, until)) };
  return { ...progress, keptUntil: await askForReview(db, erasure, organizations ?? []) };
}

/** One review per organization and erasure: the time tells them apart, so that nothing has to say whose it was. */
async function askForReview(db: Db, erasure: Erasure, organizations: readonly string[]): Promise<Date> {
  const { means, request } = erasure;
  const from = request.fenced_at ?? means.clock.now();
  const due = await Promise.all(
    organizations.map(async (id) => shift(from, durationBy(review, await erasure.readAmounts(id)))),
  );
  await db.query(
    `insert into ${contentReviews.name} (organization_id, id, due_at, created_at)
     select organization_id, id, due_at, $4 from unnest($1::text[], $2::text[], $3::timestamptz[]) as asked(organization_id, id, due_at)
     on conflict (organization_id, due_at) do nothing`,
    [organizations, organizations.map(() => means.newId("crv")), due, means.clock.now()],
  );
  return due.reduce((last, one) => (one > last ? one : last), from);
}

async function limitNow({ readAmounts }: Erasure, until: NonNullable<Keep["until"]>): Promise<Duration> {
  return limitOf(until, await readAmounts());
}
