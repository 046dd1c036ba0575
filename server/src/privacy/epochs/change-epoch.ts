import { randomBytes } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import { KeyringError } from "../../framework/keys/keyring.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { endEpoch, finishEnding } from "./end-epoch.ts";
import { type Change, tellProcesses } from "./keep-epochs.ts";
import { changeAt, type Epoch, lengthOf, readEpochs } from "./read-epochs.ts";
import { rewrapKeys } from "./rewrap-keys.ts";

const passesMax = 20;
const pauseMs = 200;

/**
 * Goes on with the change of epochs where it stands, or begins one that is due: a new key, then every subject's key
 * wrapped under it, then a fresh copy of those beside the keyring, then the old key destroyed. Each step can be done
 * again, so it may be interrupted anywhere and run twice at once.
 * @returns how many keys were wrapped anew
 * @throws KeyringError where a key does not open, so that the old epoch cannot end
 */
export async function changeEpoch(change: Change): Promise<number> {
  await finishEnding(change);
  const known = await readEpochs(change.database);
  await change.stores[0].mend(known.map(({ id }) => id));
  const isUnderWay = known.some(({ state }) => state !== "current");
  const isDue = known.some((epoch) => epoch.state === "current" && isOver(change, epoch));
  if (isDue && !isUnderWay) await nameNext(change);
  const next = (await readEpochs(change.database)).find(({ state }) => state === "next");
  if (next) await beginEpoch(change, next.id);
  return endLeaving(change);
}

/** Its time is up, somebody wants it to end, or its key does not lie where keys are to lie now. */
function isOver({ clock, stores, amountOf }: Change, epoch: Epoch): boolean {
  const { begun_at: begunAt, asked_at: askedAt, store } = epoch;
  if (askedAt !== null || begunAt === null || store !== stores[0].name) return true;
  return changeAt(begunAt, lengthOf(epoch, amountOf)) <= clock.now();
}

/** Named in the database before its key is made: no key lies in a store that no row tells of. */
const nameNext = ({ database, clock, stores }: Change) =>
  acrossTenants(database, "name the next epoch", (db) =>
    db.query("insert into key_epochs (id, state, store) values ($1, 'next', $2) on conflict do nothing", [
      `${clock.now().toISOString().slice(0, 10)}-${randomBytes(4).toString("hex")}`,
      stores[0].name,
    ]),
  );

async function beginEpoch(change: Change, id: string): Promise<void> {
  await change.stores[0].make(id);
  await change.keyring.refresh();
  change.keyring.epoch(id); // it can be read back, or this throws
  await acrossTenants(change.database, "begin an epoch", async (db) => {
    const isStillNext = "select 1 from key_epochs where id = $1 and state = 'next' for update";
    if ((await db.query(isStillNext, [id])).length === 0) return; // another process was first
    await db.query("update key_epochs set state = 'leaving' where state = 'current'");
    const begin = "update key_epochs set state = 'current', begun_at = $2, days = $3 where id = $1";
    await db.query(begin, [id, change.clock.now(), change.amountOf("backup.kek_epoch_days")]);
    await tellProcesses(db);
  });
}

async function endLeaving(change: Change): Promise<number> {
  let moved = 0;
  for (let pass = 1; pass <= passesMax; pass += 1) {
    const epochs = await readEpochs(change.database);
    const leaving = epochs.filter(({ state }) => state === "leaving").map(({ id }) => id);
    if (leaving.length === 0) return moved;
    await change.keyring.refresh();
    const done = await rewrapKeys(change, leaving);
    moved += done.moved;
    if (done.lost > 0)
      throw new KeyringError(
        `${done.lost} subject keys do not open, so their epoch cannot end. Put back their keyring.`,
      );
    await change.copyKeys();
    const ended = [];
    for (const id of leaving) ended.push(await endEpoch(change, id));
    await finishEnding(change);
    if (ended.every(Boolean)) return moved;
    await wait(pauseMs, undefined, { signal: change.signal });
  }
  throw new Error("keys under an old epoch are held by others for too long");
}
