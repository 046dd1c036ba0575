import { randomUUID } from "node:crypto";
import { fails, type Finding, judge, type Look, promise } from "../../framework/promise.ts";
import { open } from "../../framework/keys/sealing.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { hashPassword, verifyPassword } from "./hash-password.ts";
import { credentials } from "./tables.ts";

/** As many stored hashes as are opened each time, the newest first. */
const lookedAtMax = 500;
const tooCheap = { memoryKiB: 1024, passes: 1, lanes: 1 };

/** A PHC string (argon2id v1.3) at or above OWASP's floor, or a bcrypt hash brought along by an import. */
export function isHashed(phc: string): boolean {
  const costs = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=\d+\$[\w+/]{16,}\$[\w+/]{40,}$/.exec(phc);
  if (!costs) return /^\$2[aby]\$\d\d\$[./A-Za-z0-9]{53}$/.test(phc);
  return Number(costs[1]) >= 19 * 1024 && Number(costs[2]) >= 2;
}

export const keepPasswordsHashed = promise("account.password", {
  enforcedBy: ["modules/users/hash-password.ts#hashPassword", "modules/users/store-password.ts#storePassword"],
  tests: ["server/src/modules/users/hash-password.test.ts", "server/src/modules/accounts/change-password.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const canary = randomUUID();
    const [first, second] = [
      await hashPassword(canary, look.deployment.passwordCost),
      await hashPassword(canary, look.deployment.passwordCost),
    ];
    const isCheapRefused = await fails(() => hashPassword(canary, tooCheap));
    const stored = await openStored(look);
    const readable = stored.filter((phc) => !isHashed(phc)).length;
    const saw = { stored: stored.length, not_hashed: readable, hash: first.split("$").slice(0, 4).join("$") };
    return judge(
      saw,
      [isHashed(first) && first.startsWith("$argon2id$"), "A new password is not hashed with argon2id at the floor."],
      [first !== second, "Two hashes of one password are the same: there is no salt."],
      [!first.includes(canary), "A password stands readable in its hash."],
      [await verifyPassword(first, canary), "A right password is not recognised."],
      [!(await verifyPassword(first, `${canary}x`)), "A wrong password is accepted."],
      [isCheapRefused, "A hash below the floor is made when it is asked for."],
      [readable === 0, "A stored password is not hashed, or below the floor."],
    ) satisfies Finding;
  },
});

async function openStored(look: Look): Promise<string[]> {
  const rows = await acrossTenants(look.database, "look whether passwords are hashed", (db) =>
    db.query<{ user_id: string; id: string; hash: Buffer }>(
      `select user_id, id, hash from credentials where kind = 'password' order by id desc limit ${lookedAtMax}`,
    ),
  );
  const ids = rows.map(({ user_id }) => user_id);
  const keys = await look.keys.many("user", ids, "credential");
  return rows.flatMap(({ user_id, id, hash }) => {
    const key = keys.get(user_id);
    return key ? [(open(credentials, key, { id, hash }, "security") as unknown as { hash: string }).hash] : [];
  });
}
