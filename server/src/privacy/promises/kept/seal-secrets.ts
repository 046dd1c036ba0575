import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { listPersonal } from "../list-personal.ts";
import { sealCanary } from "../seal-canary.ts";

export const sealSecrets = promise("security.secrets", {
  enforcedBy: ["framework/keys/sealing.ts#seal", "framework/keys/sealing.ts#cellContext"],
  tests: ["server/src/framework/keys/sealing.test.ts", "scripts/acceptance/canary.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const secrets = listPersonal(look.app.tables).filter(
      ({ table, isSealed }) => isSealed && table.keep.cls === "credential",
    );
    const wrong: string[] = [];
    for (const { table, column, facts } of secrets) {
      const [purpose] = facts.purposes;
      const tried = sealCanary(table, column);
      const isApart = !tried.bytes.includes(tried.canary) && !(await tried.opensElsewhere(purpose));
      if (!isApart || !(await tried.opensFor(purpose))) wrong.push(`${table.name}.${column}`);
    }
    const readable = await acrossTenants(look.database, "look whether secrets lie sealed", async (db) => {
      const found: string[] = [];
      for (const { table, column } of secrets) {
        // Version 1, a nonce of 12 bytes, a tag of 16: whatever is shorter or begins otherwise was not sealed.
        const isSealed = `octet_length(${column}) >= 29 and get_byte(${column}, 0) = 1`;
        const rows = await db.query(
          `select 1 from ${table.name} where ${column} is not null and not (${isSealed}) limit 1`,
        );
        if (rows.length > 0) found.push(`${table.name}.${column}`);
      }
      return found;
    });
    return judge(
      { columns: secrets.length, suite: "aes-256-gcm" },
      [secrets.length > 0, "No secret is declared as sealed."],
      [wrong.length === 0, `${wrong[0] ?? ""} can be read, moved or changed after it was sealed.`],
      [readable.length === 0, `${readable[0] ?? ""} holds something that is not sealed.`],
    );
  },
});
