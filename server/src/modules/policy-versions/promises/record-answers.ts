import { later, minuteMs } from "../../../framework/clock.ts";
import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { answerPolicyVersion } from "../answer-policy-version.ts";

export const recordAnswers = promise("change.accept", {
  enforcedBy: [
    "modules/policy-versions/answer-policy-version.ts#answerPolicyVersion",
    "modules/policy-versions/note-going-on.job.ts#noteGoingOn",
  ],
  tests: ["server/src/modules/policy-versions/policy-versions.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const [row] = await acrossTenants(look.database, "look whether answers say to what they were given", (db) =>
      db.query<{ all: number; loose: number; silent: number }>(
        `select count(*)::int as all, (count(*) filter (where not exists (select 1 from policy_versions v
           where v.organization_id = a.organization_id and v.version = a.version and v.hash = a.hash)))::int as loose,
           (select count(*)::int from (select distinct on (organization_id) * from policy_versions
              where effective_at <= $1 order by organization_id, version desc) v
            join memberships m on m.organization_id = v.organization_id
            where exists (select 1 from sessions s where s.user_id = m.user_id
                and s.last_seen_at > v.effective_at and s.last_seen_at < $1)
              and not exists (select 1 from policy_acceptances a where a.organization_id = v.organization_id
                and a.user_id = m.user_id and a.version >= v.version)) as silent
         from policy_acceptances a`,
        [later(look.at, -10 * minuteMs)],
      ),
    );
    const open = new Map(look.app.endpoints.map((e) => [`${e.method} ${e.path}`, e.scope]));
    // A way out that is a user's own asks nothing of any organization, its policy included.
    const isFree = ["POST /privacy-requests", "GET /privacy-requests/{request_id}/archive"].every(
      (way) => open.get(way) === "user",
    );
    return judge(
      { answers: row!.all, loose: row!.loose, unrecorded: row!.silent },
      [look.app.endpoints.includes(answerPolicyVersion), "Nobody can accept or decline a policy."],
      [row!.loose === 0, "An answer does not belong to the version that it was given to."],
      [row!.silent === 0, "Somebody goes on under a version, and it is not recorded."],
      [isFree, "Whoever declines cannot export and erase their data."],
    );
  },
});
