import type { Subject } from "../../../framework/context.ts";
import { newId } from "../../../framework/ids.ts";
import { fails, judge, type Look, promise } from "../../../framework/promise.ts";
import { acrossTenants, inScope, proveScope } from "../../../framework/database/tenant.ts";
import { catalogueOf, ownerKind } from "../../catalogue.ts";
import { destroyKeys } from "../../destroy-keys.ts";
import { forgetKeysPort } from "../../keys.ts";
import { planErasure, touchesRows } from "../../planner/plan-erasure.ts";
import { listPersonal } from "../list-personal.ts";

/** Somebody who never was gets keys and loses them, as whoever is erased does. */
async function loseKeys(look: Look): Promise<{ hadKey: boolean; left: number; isGone: boolean }> {
  const subject: Subject = { kind: "user", id: newId("usr", look.at) };
  await inScope(look.database, proveScope({ userId: subject.id }), (db) => look.keys.create(db, subject));
  const hadKey = !(await fails(() => look.keys.of(subject, "conversation")));
  await acrossTenants(look.database, "try out that destroyed keys are gone", (db) => destroyKeys(db, subject));
  look.port(forgetKeysPort)(subject.id);
  const isGone = await fails(() => look.keys.of(subject, "conversation"));
  const left = await acrossTenants(look.database, "take away what a failed destruction left", (db) =>
    db.query("delete from subject_keys where subject_id = $1 returning 1", [subject.id]),
  );
  return { hadKey, left: left.length, isGone };
}

export const destroyWhatIsErased = promise("rights.erase", {
  enforcedBy: ["privacy/destroy-keys.ts#destroyKeys", "privacy/planner/plan-erasure.ts#planErasure"],
  tests: ["server/src/privacy/erase-and-scan.test.ts", "scripts/acceptance/canary.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const catalogue = catalogueOf(look.app.tables);
    const planned = (["user", "organization", "contact"] as const).flatMap((kind) =>
      planErasure(catalogue, kind).steps.flatMap((step) => (touchesRows(step) ? [step.table] : [])),
    );
    const missed = listPersonal(look.app.tables).filter(
      ({ table }) => ownerKind(catalogue, table) !== "nobody" && !planned.includes(table.name),
    );
    const { hadKey, left, isGone } = await loseKeys(look);
    return judge(
      { tables_planned: new Set(planned).size, keys_left: left },
      [hadKey, "A subject's key cannot be made."],
      [left === 0 && isGone, "A destroyed key still opens what it sealed."],
      [missed.length === 0, `Erasing leaves ${missed[0]?.table.name ?? ""} out.`],
    );
  },
});
