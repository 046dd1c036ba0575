import * as z from "zod";
import { dayMs, later } from "../../../framework/clock.ts";
import type { Sealed } from "../../../framework/columns.ts";
import { job, type Job, type JobContext } from "../../../framework/jobs/jobs.ts";
import type { DataKey } from "../../../framework/keys/sealing.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { raiseSecurityEvent } from "../../security-events/public.ts";
import { type Place, signInTries } from "../tables.ts";
import { judgeFailures } from "./judge-failures.ts";
import { judgePlace, type SignIn } from "./judge-place.ts";

const lookBackMs = 30 * dayMs;
const triesMax = 1000;
const wrongTries = z.object({ tries: z.int(), networks: z.int(), isNewNetwork: z.boolean() });
const judged = z.object({ try_id: z.string(), wrong: wrongTries.optional() });

type Row = { id: string; user_id: string | null; was_right: boolean; place: Sealed<Place> | null; created_at: Date };

/** Compares a try with those before it at the same account, and raises what is strange. */
export const judgeTry: Job<typeof judged> = job({
  name: "sessions.judge_try",
  data: judged,
  purpose: "security",
  async run(ctx, { try_id, wrong }) {
    const [latest, ...earlier] = await readTries(ctx, try_id);
    if (!latest?.user_id) return; // nobody's account
    const key = (await ctx.keys.many("user", [latest.user_id], "telemetry")).get(latest.user_id);
    if (!key) return;
    const { place, ...found } = describe(ctx, key, latest);
    const places = earlier.map((row) => describe(ctx, key, row));
    const findings = wrong ? judgeFailures(wrong) : latest.was_right ? judgePlace(found, places) : [];
    const client = place && { ip: place.ip, userAgent: place.user_agent };
    for (const finding of findings)
      await raiseSecurityEvent({ ...ctx, ...(client && { client }) }, { ...finding, userId: latest.user_id });
  },
});

/** The try that is judged, then the right ones before it at its account, newest first. */
function readTries(ctx: JobContext, id: string): Promise<Row[]> {
  return acrossTenants(ctx.database, "compare sign-ins", (db) =>
    db.query<Row>(
      `select e.id, e.user_id, e.was_right, e.place, e.created_at
       from sign_in_tries l join sign_in_tries e on e.user_id = l.user_id and e.id <= l.id
       where l.id = $1 and e.created_at > $2 and (e.id = l.id or (e.was_right and l.was_right))
       order by e.id desc limit $3`,
      [id, later(ctx.at, -lookBackMs), triesMax],
    ),
  );
}

function describe(ctx: JobContext, key: DataKey, row: Row): SignIn & { place: Place | undefined } {
  const place = row.place ? ctx.open(signInTries, key, { id: row.id, place: row.place }).place : undefined;
  return { at: row.created_at, country: place?.country ?? null, place: place ?? undefined };
}
