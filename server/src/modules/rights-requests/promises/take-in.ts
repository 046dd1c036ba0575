import { dayMs, later } from "../../../framework/clock.ts";
import { hashToken } from "../../../framework/ids.ts";
import { judge, type Look, promise } from "../../../framework/promise.ts";
import { rehearse } from "../../../framework/database/rehearse.ts";
import { proveScope } from "../../../framework/database/tenant.ts";
import { createIntake } from "../intake/create-intake.ts";
import { requestKinds } from "../tables.ts";

/** In an organization that never was, and is not there afterwards: whether what comes in has a date to be answered by. */
async function hasClock(look: Look): Promise<boolean> {
  const organizationId = look.newId("org");
  return rehearse(look.database, proveScope({ organizationId }), async (db) => {
    await db.query(
      "insert into organizations (organization_id, name, ai_enabled, created_at, version) values ($1, '\\x00', false, $2, 1)",
      [organizationId, look.at],
    );
    const id = look.newId("rrq");
    const [row] = await db.query<{ due_at: Date | null }>(
      `insert into rights_requests (organization_id, id, kind, regime, asker, state, token_hash, address, address_index, created_at, due_at)
       values ($1, $2, 'question', 'other', 'self', 'verifying', $3, '\\x00', '\\x00', $4, $5) returning due_at`,
      [organizationId, id, hashToken(id), look.at, later(look.at, 5 * dayMs)],
    );
    return row?.due_at instanceof Date;
  });
}

export const takeIn = promise("policy.contact", {
  enforcedBy: [
    "modules/rights-requests/intake/create-intake.ts#createIntake",
    "modules/rights-requests/intake/confirm-intake.ts#confirmIntake",
    "modules/representatives/exercise-right.ts#exerciseRight",
  ],
  tests: [
    "server/src/modules/rights-requests/rights-requests.test.ts",
    "server/src/modules/representatives/representatives.test.ts",
  ],
  everyMinutes: 60,
  async probe(look) {
    const offered = look.app.endpoints.find((e) => e.path === createIntake.path && e.method === "POST");
    const isPublic = offered?.scope === "anonymous" && offered.permission === "public";
    const asked = { organization_id: look.newId("org"), email: "somebody@example.org" };
    const refused = requestKinds.filter((kind) => !createIntake.input.safeParse({ ...asked, kind }).success);
    const isDated = await hasClock(look);
    return judge(
      { kinds: requestKinds.length, is_public: isPublic, is_dated: isDated },
      [isPublic, "People without an account cannot ask anything."],
      [refused.length === 0, `Nobody can ask for this: ${refused[0] ?? ""}.`],
      [isDated, "What comes in has no date by which it is answered."],
    );
  },
});
