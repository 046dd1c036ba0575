import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { blankProfile, findBlanks, type OperatorProfile } from "../operator-profile.ts";
import { readProfile } from "../read-profile.ts";

export const nameTheOperator = promise("policy.operator", {
  enforcedBy: [
    "modules/policy-versions/operator-profile.ts#findBlanks",
    "modules/policy-versions/publish-policy-version.ts#publishPolicyVersion",
  ],
  tests: ["server/src/modules/policy-versions/policy-versions.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const fields = Object.keys(blankProfile) as (keyof OperatorProfile)[];
    const whole = Object.fromEntries(fields.map((name) => [name, "Filled in"])) as OperatorProfile;
    const missed = fields.flatMap((name) =>
      ["", "  ", "[TODO]", "TBD", "...", "<name>"]
        .filter((text) => findBlanks({ ...whole, [name]: text }).length !== 1)
        .map(() => name),
    );
    const { profile } = await readProfile(look);
    const [row] = await acrossTenants(look.database, "look whether a policy was published without an operator", (db) =>
      db.query<{ count: number }>("select count(*)::int as count from policy_versions"),
    );
    const blanks = findBlanks(profile);
    return judge(
      { published: row!.count, blank_fields: blanks.length },
      [findBlanks(whole).length === 0, "A profile that is filled in counts as blank."],
      [missed.length === 0, `A policy could be published while ${missed[0] ?? ""} is a placeholder.`],
      [row!.count === 0 || blanks.length === 0, "A policy is published, and does not say who answers for it."],
    );
  },
});
