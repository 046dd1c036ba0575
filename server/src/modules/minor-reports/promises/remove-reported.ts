import { hourMs, later } from "../../../framework/clock.ts";
import { judge, type Look, promise } from "../../../framework/promise.ts";
import { rehearse } from "../../../framework/database/rehearse.ts";
import { acrossTenants, proveScope } from "../../../framework/database/tenant.ts";
import { durationBy, parameters, shift } from "../../../privacy/public.ts";
import { readStandings } from "../../agents/public.ts";
import { reckonRemoval } from "../reckon-removal.ts";
import { reportMember } from "../report-member.ts";

type Open = { user_id: string; reported_at: Date; is_suspended: boolean };

/** Whether an account that is suspended has no rights left where it is a member. It never was, and is gone after. */
const isPowerless = (look: Look) => {
  const [organizationId, workspaceId, userId] = [look.newId("org"), look.newId("wsp"), look.newId("usr")];
  return rehearse(look.database, proveScope({ organizationId, workspaceId, userId }), async (db) => {
    const rows: [string, unknown[]][] = [
      [
        "insert into organizations (organization_id, name, ai_enabled, created_at, version) values ($1, '\\x00', true, $2, 1)",
        [organizationId, look.at],
      ],
      [
        "insert into workspaces (organization_id, id, name, ai_enabled, created_at, version) values ($1, $2, '\\x00', true, $3, 1)",
        [organizationId, workspaceId, look.at],
      ],
      [
        `insert into users (id, email, email_index, name, locale, time_zone, theme, is_operator, age_declared_at, age_minimum, suspended_at, suspended_for, created_at, version)
         values ($1, '\\x00', '\\x00', '\\x00', 'en', 'UTC', 'auto', false, $2, 16, $2, 'minor_report', $2, 1)`,
        [userId, look.at],
      ],
      [
        "insert into memberships (organization_id, user_id, role, created_at, version) values ($1, $2, 'owner', $3, 1)",
        [organizationId, userId, look.at],
      ],
    ];
    for (const [sql, values] of rows) await db.query(sql, values);
    const [standing] = await readStandings(db, [{ organizationId, workspaceId, userId }]);
    return standing !== undefined && standing.rights.role === undefined;
  });
};

/** Whether an account nobody knows would be gone within what the policy says, counted from now. */
async function isReckoned(look: Look): Promise<boolean> {
  const found = parameters["age.remove_days"];
  const most = found.kind === "number" ? found.max : 0;
  const { by, begins } = await reckonRemoval(look, look.newId("usr"), look.at);
  return (
    begins <= by &&
    by <=
      shift(
        look.at,
        durationBy("age.remove_days", () => most),
      )
  );
}

export const removeReported = promise("age.remove", {
  enforcedBy: [
    "modules/minor-reports/take-report.ts#takeReport",
    "modules/minor-reports/remove-minors.job.ts#removeMinors",
  ],
  tests: ["server/src/modules/minor-reports/minor-reports.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const open = await acrossTenants(look.database, "look whether reported accounts are suspended", (db) =>
      db.query<Open>(
        `select r.user_id, r.reported_at, u.suspended_at is not null as is_suspended
         from minor_reports r join users u on u.id = r.user_id where r.state <> 'lifted'`,
      ),
    );
    const ends = await Promise.all(open.map((one) => reckonRemoval(look, one.user_id, one.reported_at)));
    const late = ends.filter(({ by }) => later(by, hourMs) < look.at).length;
    const offered = look.app.endpoints.some(({ path }) => path === reportMember.path);
    return judge(
      { open: open.length, late },
      [offered, "Nobody can report that an account is a child's."],
      [open.every((one) => one.is_suspended), "An account that was reported is not suspended."],
      [late === 0, "An account that was reported is still there after its time."],
      [await isReckoned(look), "A reported account may stay longer than the policy allows anybody to say."],
      [await isPowerless(look), "A suspended account can still do something in its organization."],
    );
  },
});
