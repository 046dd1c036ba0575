import { judge, type Look, promise } from "../../../framework/promise.ts";
import { isRefused, rehearse } from "../../../framework/database/rehearse.ts";
import { open } from "../../../framework/keys/sealing.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { hashDocument } from "../draft-version.ts";
import type { VersionRow } from "../find-versions.ts";
import { openDocument } from "../document/open-document.ts";

export const keepOldVersions = promise("change.history", {
  enforcedBy: [
    "modules/policy-versions/download-policy-version.ts#downloadPolicyVersion",
    "modules/policy-versions/tables.ts#policyVersions",
  ],
  tests: ["server/src/modules/policy-versions/policy-versions.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const rows = await acrossTenants(look.database, "look whether old policies are as they were", (db) =>
      db.query<VersionRow>("select * from policy_versions order by id desc limit 200"),
    );
    // A page is published for whoever has an account to read; looking at it here is the same use.
    const reader: Look = { ...look, open: (table, key, row) => open(table, key, row, "account") as never };
    const changed: string[] = [];
    for (const row of rows)
      if (hashDocument(await openDocument(reader, row)) !== row.hash) changed.push(`${row.version}`);
    const gaps = await acrossTenants(look.database, "look whether a version of a policy is missing", (db) =>
      db.query("select 1 from policy_versions group by organization_id having count(*) <> max(version)"),
    );
    const isFixed = await rehearse(look.database, {}, async (db) => {
      const tries = ["update policy_versions set version = version", "delete from policy_versions"];
      const refused: boolean[] = [];
      for (const sql of tries) refused.push(await isRefused(db, sql, []));
      return refused.every(Boolean);
    });
    return judge(
      { versions: rows.length },
      [changed.length === 0, `A published version is not what was sealed: ${changed[0] ?? ""}.`],
      [gaps.length === 0, "A published version is missing."],
      [isFixed, "A published version can be changed or removed by a request."],
    );
  },
});
