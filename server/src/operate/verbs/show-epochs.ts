import type pg from "pg";
import { systemClock } from "../../framework/clock.ts";
import { changeKeyEpoch } from "../../modules/keys/public.ts";
import { asSystem } from "../as-system.ts";
import { operatorExits, operatorVerb } from "./operator-verb.ts";

type Epoch = { id: string; state: string; store: string; begun_at: Date | null; keys: number };

const live = `select id, state, store, begun_at, (select count(*)::int from subject_keys k where k.epoch = e.id) as keys
  from key_epochs e order by begun_at nulls last, id`;

/** `avow keys epochs`: which keys wrap the keys of subjects, and since when. */
export const run = operatorVerb({
  usage: "keys epochs [--change]",
  help: [
    "Lists the epochs whose key exists, with how many keys of subjects are wrapped under each.",
    "",
    "  --change           asks a worker to wrap all of them under a new one now, and to destroy the old",
  ],
  options: { change: { type: "boolean" } },
  async run({ settings, values, tell }) {
    return asSystem(settings, async (client) => {
      const { rows: epochs } = await client.query<Epoch>(live);
      const asked = values["change"] === true && (await askForChange(client));
      const lines = epochs.map(
        ({ id, state, store, begun_at, keys }) =>
          `${id}  ${state.padEnd(8)} ${store.padEnd(9)} since ${begun_at?.toISOString() ?? "not yet"}  ${keys} keys`,
      );
      tell([...lines, ...(asked ? ["A worker begins the next one soon."] : [])], { epochs, asked });
      return operatorExits.done;
    });
  },
});

async function askForChange(client: pg.Client): Promise<boolean> {
  const at = systemClock.now();
  await client.query("update key_epochs set asked_at = coalesce(asked_at, $1) where state = 'current'", [at]);
  await client.query("update job_schedules set next_at = $1 where name = $2", [at, changeKeyEpoch.name]);
  return true;
}
