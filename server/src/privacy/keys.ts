import { askTogether } from "../framework/database/ask-together.ts";
import { type RetentionClass, retentionClasses } from "../framework/columns.ts";
import type { Clock } from "../framework/clock.ts";
import type { KeyStore, Subject } from "../framework/context.ts";
import { requestErrors } from "../framework/errors.ts";
import type { Keyring } from "../framework/keys/keyring.ts";
import { port } from "../framework/ports.ts";
import { type DataKey, newDataKey, unwrapKey, wrapKey } from "../framework/keys/sealing.ts";
import { beforeTenant, type Database, type Db, lookup } from "../framework/database/tenant.ts";

/** Says whose keys were destroyed; every process forgets them. One that misses it goes by the time below. */
export const destroyedKeysChannel = "avow_destroyed_keys";

/** Makes this process forget a subject's keys at once. */
export const forgetKeysPort = port<(subjectId: string) => void>("privacy.forget_keys");

type Asked = { id: string; cls: RetentionClass };
type KeyRow = { subject_id: string; cls: RetentionClass; epoch: string; wrapped: Buffer };

const findKeys = lookup<[readonly string[], readonly RetentionClass[]], KeyRow>(
  "subject_keys",
  `select k.subject_id, k.cls, k.epoch, k.wrapped from unnest($1::text[], $2::text[]) as asked(subject_id, cls)
   join subject_keys k on k.subject_id = asked.subject_id and k.cls = asked.cls and not k.has_ended`,
);

const findCurrentEpoch = lookup<[], { id: string }>(
  "current_epoch",
  "select id from key_epochs where state = 'current'",
);

/** How long a key may open things after another process destroyed it. */
const cacheMs = 500;
/** New keys are read back by the transaction that makes them, before anyone else could find or destroy them. */
const newKeyMs = 5000;
/** It may take longer, and lose what is remembered meanwhile: so long it can still seal with what it made. */
const uncommittedMs = 60_000;
const cachedMax = 10_000;

/** Subject keys as `subject_keys` holds them, unwrapped with the keyring and remembered for half a second. */
export function openKeyStore(
  database: Database,
  keyring: Keyring,
  clock: Clock,
): KeyStore & { /** An empty id stands for everyone. */ forget(subjectId: string): void } {
  const cache = new Map<string, { key: DataKey; until: number }>();
  const made = new Map<string, { key: DataKey; until: number }>();
  const epochs = openEpochs(database, keyring, clock);
  const context = (subjectId: string, cls: string) => `${subjectId}|${cls}`;
  const readKey = askTogether<Asked, KeyRow>(async (asked) => {
    const rows = (await epochs.readKeys(asked)).map((row) => [context(row.subject_id, row.cls), row] as const);
    const found = new Map(rows);
    return asked.map(({ id, cls }) => found.get(context(id, cls)));
  });

  const many = async (ids: readonly string[], cls: RetentionClass): Promise<Map<string, DataKey>> => {
    const now = clock.now().getTime();
    const found = new Map<string, DataKey>();
    const missing = [...new Set(ids)].filter((id) => {
      const cached = cache.get(context(id, cls));
      if (cached && cached.until > now) found.set(id, cached.key);
      return !found.has(id);
    });
    if (missing.length === 0) return found;
    if (cache.size > cachedMax) cache.clear();
    for (const row of await Promise.all(missing.map((id) => readKey({ id, cls })))) {
      if (!row) continue;
      const key = unwrapKey({ bytes: keyring.epoch(row.epoch).key }, context(row.subject_id, cls), row.wrapped);
      cache.set(context(row.subject_id, cls), { key, until: now + cacheMs });
      found.set(row.subject_id, key);
    }
    return found;
  };

  return {
    async of(subject, cls) {
      const key = (await many([subject.id], cls)).get(subject.id);
      if (key) return key;
      const uncommitted = made.get(context(subject.id, cls));
      if (!uncommitted || uncommitted.until <= clock.now().getTime()) throw requestErrors.not_found();
      return uncommitted.key;
    },
    many: (_kind, ids, cls) => many(ids, cls),
    async create(db: Db, subject: Subject) {
      const { id: epoch, key } = await epochs.current();
      const at = clock.now();
      for (const [known, { until }] of made) if (until <= at.getTime()) made.delete(known);
      const wrapped = retentionClasses.map((cls) => {
        const dataKey = newDataKey();
        made.set(context(subject.id, cls), { key: dataKey, until: at.getTime() + uncommittedMs });
        cache.set(context(subject.id, cls), { key: dataKey, until: at.getTime() + newKeyMs });
        return wrapKey({ bytes: key }, context(subject.id, cls), dataKey);
      });
      await db.query(
        "insert into subject_keys (subject_id, subject_kind, cls, epoch, wrapped, created_at, organization_id, workspace_id) select $1, $2, cls, $3, wrapped, $4, $7, $8 from unnest($5::text[], $6::bytea[]) as made(cls, wrapped)",
        [
          subject.id,
          subject.kind,
          epoch,
          at,
          [...retentionClasses],
          wrapped,
          subject.within?.organizationId ?? null,
          subject.within?.workspaceId ?? null,
        ],
      );
    },
    forget(subjectId) {
      if (subjectId === "") {
        cache.clear();
        epochs.forget();
      }
      for (const cls of retentionClasses) for (const keys of [cache, made]) keys.delete(context(subjectId, cls));
    },
  };
}

/** Reads keys so that the keyring knows what they are wrapped under, and knows what to wrap new ones under. */
function openEpochs(database: Database, keyring: Keyring, clock: Clock) {
  let current: { id: string; until: number } | undefined;
  const areKnown = (ids: readonly string[]) => {
    const known = new Set(keyring.epochs().map(({ id }) => id));
    return ids.every((id) => known.has(id));
  };
  /** A key may have been wrapped anew since this process last read the epoch keys, or between reading it and them. */
  const readKeys = async (asked: readonly Asked[]): Promise<KeyRow[]> => {
    const read = () =>
      beforeTenant(
        database,
        findKeys,
        asked.map(({ id }) => id),
        asked.map(({ cls }) => cls),
      );
    const rows = await read();
    if (areKnown(rows.map(({ epoch }) => epoch))) return rows;
    await keyring.refresh();
    return areKnown(rows.map(({ epoch }) => epoch)) ? rows : read();
  };
  /** One that is no more current does no harm: what is wrapped under it is wrapped anew before it can end. */
  const currentEpoch = async () => {
    const now = clock.now().getTime();
    if (!current || current.until <= now) {
      const [found] = await beforeTenant(database, findCurrentEpoch);
      if (!found) throw new Error("there is no current epoch");
      current = { id: found.id, until: now + cacheMs };
    }
    if (!areKnown([current.id])) await keyring.refresh();
    return keyring.epoch(current.id);
  };
  return { readKeys, current: currentEpoch, forget: () => (current = undefined) };
}
