import { fails, judge, promise } from "../../../framework/promise.ts";
import { newDataKey, unwrapKey } from "../../../framework/keys/sealing.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";

/** Where a key could come to lie by mistake: settings and keys, not content. */
const places = [
  "deployments",
  "deployment_settings",
  "deployment_policy_settings",
  "subject_keys",
  "key_epochs",
  "job_schedules",
];

export const keepKeysApart = promise("security.keysep", {
  enforcedBy: ["framework/keys/keyring.ts#readKeyring", "framework/keys/sealing.ts#wrapKey"],
  tests: ["server/src/framework/keys/keyring.test.ts", "server/src/operate/keyring-of-deployment.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const written = look.keyring
      .epochs()
      .flatMap(({ key }) => [key.toString("hex"), key.toString("base64"), key.toString("base64url")]);
    const found = await acrossTenants(look.database, "look for keys where they must not be", async (db) => {
      const names: string[] = [];
      for (const table of places) {
        const lines = await db.query<{ line: string }>(`select t::text as line from ${table} t limit 2000`);
        if (lines.some(({ line }) => written.some((text) => line.includes(text)))) names.push(table);
      }
      return names;
    });
    const [row] = await acrossTenants(look.database, "choose a wrapped key", (db) =>
      db.query<{ subject_id: string; cls: string; epoch: string; wrapped: Buffer }>(
        "select subject_id, cls, epoch, wrapped from subject_keys order by subject_id desc limit 1",
      ),
    );
    const opens = async (under: Buffer) =>
      row !== undefined &&
      !(await fails(() => unwrapKey({ bytes: under }, `${row.subject_id}|${row.cls}`, row.wrapped)));
    return judge(
      { tables: places.length, wrapped_key_tried: row !== undefined },
      [found.length === 0, `The key that opens everything lies in the database, in ${found[0] ?? ""}.`],
      [!(await opens(newDataKey().bytes)), "A wrapped key opens without the keyring."],
      [
        !row || (await opens(look.keyring.epoch(row.epoch).key)),
        "The keyring does not open the keys of this database.",
      ],
    );
  },
});
