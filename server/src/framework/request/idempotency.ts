import { later, secondMs } from "../clock.ts";
import { requestErrors } from "../errors.ts";
import type { Keyring } from "../keys/keyring.ts";
import { decrypt, encrypt } from "../keys/sealing.ts";
import { beforeTenant, type Database, type Db, lookup } from "../database/tenant.ts";

const leaseMs = 60 * secondMs;

const claimKey = lookup<
  [string, Buffer, string | null, Buffer, Date, Date],
  { request_hash: Buffer; state: string; status: number | null; answer: Buffer | null; claimed: boolean }
>(
  "claim_idempotency_key",
  `with claimed as (
     insert into idempotency_keys (principal, key_hash, user_id, request_hash, state, lease_until, created_at) values ($1, $2, $3, $4, 'running', $5, $6)
     on conflict (principal, key_hash) do update set lease_until = $5
       where idempotency_keys.state = 'running' and idempotency_keys.lease_until <= $6 and idempotency_keys.request_hash = $4
     returning request_hash, state, status, answer)
   select *, true as claimed from claimed
   union all
   select request_hash, state, status, answer, false from idempotency_keys
   where principal = $1 and key_hash = $2 and not exists (select 1 from claimed)`,
);

/** The lease's end tells claims of one key apart: whoever lost theirs to another can neither finish nor give back. */
export type Claim = { keyHash: Buffer; leaseUntil: Date; seal(answer: string): Buffer };
export type StoredAnswer = { status: number; body: string };

/**
 * Claims a request's `Idempotency-Key` (draft-ietf-httpapi-idempotency-key-header) before its work begins.
 * The lease of a dead process runs out, and the same request may claim it again.
 * @returns the first answer where there is one
 */
export async function claimIdempotencyKey(
  database: Database,
  keyring: Keyring,
  ask: { principal: string; userId: string | null; key: string; request: string; at: Date },
): Promise<{ claim: Claim } | { answer: StoredAnswer }> {
  const keyHash = keyring.keyedHash("idempotency", `${ask.principal}|${ask.key}`);
  const answerKey = { bytes: keyring.keyedHash("idempotency answer", `${ask.principal}|${ask.key}`) };
  const requestHash = keyring.keyedHash("idempotency request", ask.request); // keyed: a request may hold a password
  const leaseUntil = later(ask.at, leaseMs);
  const known = [ask.principal, keyHash, ask.userId, requestHash, leaseUntil, ask.at] as const;
  const [row] = await beforeTenant(database, claimKey, ...known);
  if (!row) throw requestErrors.key_in_use({}, 1); // inserted by another request whose transaction is not visible yet
  if (!row.request_hash.equals(requestHash)) throw requestErrors.key_reused();
  if (row.claimed)
    return {
      claim: {
        keyHash,
        leaseUntil,
        seal: (answer) => encrypt(answerKey, keyHash.toString("hex"), Buffer.from(answer)),
      },
    };
  if (row.state === "done")
    return {
      answer: { status: row.status!, body: decrypt(answerKey, keyHash.toString("hex"), row.answer!).toString() },
    };
  throw requestErrors.key_in_use({}, 1);
}

/**
 * Stores the answer in the transaction of the work: both or neither. Where the lease is another's by now it divides by
 * zero, so that the work is rolled back: nobody waits for this statement's result.
 */
export async function keepAnswer(db: Db, principal: string, claim: Claim, answer: StoredAnswer): Promise<void> {
  await db.atEnd(
    `with kept as (
       update idempotency_keys set state = 'done', status = $4, answer = $5
       where principal = $1 and key_hash = $2 and state = 'running' and lease_until = $3 returning 1)
     select 1 / count(*) from kept`,
    [principal, claim.keyHash, claim.leaseUntil, answer.status, claim.seal(answer.body)],
  );
}

const release = lookup<[string, Buffer, Date], { key_hash: Buffer }>(
  "release_idempotency_key",
  "delete from idempotency_keys where principal = $1 and key_hash = $2 and state = 'running' and lease_until = $3 returning key_hash",
);

/** Gives the key back after a refusal or a failure: nothing was done, so the same key may try again. */
export const releaseIdempotencyKey = (database: Database, principal: string, claim: Claim) =>
  beforeTenant(database, release, principal, claim.keyHash, claim.leaseUntil);

/** Names of fields that show a secret once. They are never stored, so a replay answers without them. */
const secretFields = new Set([
  "secret",
  "token",
  "key",
  "link",
  "receipt_token",
  "access_token",
  "refresh_token",
  "device_code",
  "user_code",
  "redirect_to",
  "recovery_codes",
]);

/** What a repetition is answered: a secret is shown once, and null after that. */
export function withoutSecrets(output: unknown): unknown {
  if (typeof output !== "object" || output === null) return output;
  return Object.fromEntries(
    Object.entries(output).map(([name, value]) => [name, secretFields.has(name) ? null : value]),
  );
}
