import { judge, promise } from "../../../framework/promise.ts";
import { listPersonal } from "../list-personal.ts";
import { purposes } from "../purposes.ts";

export const nameLegalBases = promise("legal.basis", {
  enforcedBy: ["privacy/promises/purposes.ts#purposes"],
  tests: ["server/src/privacy/check-declarations.test.ts"],
  everyMinutes: 60,
  probe(look) {
    const pairs = listPersonal(look.app.tables).flatMap(({ table, column, facts }) =>
      facts.purposes.map((purpose) => ({ name: `${table.name}.${column}`, purpose })),
    );
    const baseless = pairs.filter(({ purpose }) => !purposes.get(purpose)?.basis);
    const unweighed = [...purposes].filter(([, one]) => one.basis === "legitimate_interest" && !one.assessment);
    return judge(
      { pairs: pairs.length, purposes: purposes.size },
      [baseless.length === 0, `${baseless[0]?.name ?? ""} is read on no legal basis.`],
      [unweighed.length === 0, `Nobody weighed the interest behind ${unweighed[0]?.[0] ?? ""}.`],
    );
  },
});
