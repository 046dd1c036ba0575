import { judge, promise } from "../../../framework/promise.ts";
import { listPersonal } from "../list-personal.ts";
import { purposes } from "../purposes.ts";
import { sealCanary } from "../seal-canary.ts";

export const keepToPurposes = promise("purpose.closed", {
  enforcedBy: ["framework/keys/sealing.ts#open", "privacy/promises/purposes.ts#purposes"],
  tests: ["server/src/framework/keys/sealing.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const personal = listPersonal(look.app.tables);
    const declared = new Set(personal.flatMap(({ facts }) => facts.purposes));
    const asked = new Set([...look.app.endpoints, ...look.app.jobs].map(({ purpose }) => purpose));
    const unlisted = [...declared, ...asked].filter((one) => !purposes.has(one));
    const unused = [...purposes.keys()].filter((one) => !declared.has(one));
    const sealed = personal.filter(({ isSealed }) => isSealed);
    const leaks: string[] = [];
    for (const { table, column, facts } of sealed) {
      const tried = sealCanary(table, column);
      const foreign = [...purposes.keys(), "undeclared"].filter((one) => !facts.purposes.includes(one));
      for (const purpose of foreign) if (await tried.opensFor(purpose)) leaks.push(`${table.name}.${column}`);
    }
    return judge(
      { columns: sealed.length, purposes: purposes.size },
      [unlisted.length === 0, `Data is read for a purpose that is not published: ${unlisted[0] ?? ""}.`],
      [unused.length === 0, `A purpose is published that nothing is declared for: ${unused[0] ?? ""}.`],
      [leaks.length === 0, `${leaks[0] ?? ""} opens for a purpose it was not declared for.`],
    );
  },
});
