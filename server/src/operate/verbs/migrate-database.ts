import { systemClock } from "../../framework/clock.ts";
import { listApplied, listMigrations } from "../schema/apply-migrations.ts";
import { asOwner } from "../as-system.ts";
import { migrate } from "../schema/migrate.ts";
import { openEpochStores } from "../open-epoch-stores.ts";
import { operatorExits, operatorVerb } from "./operator-verb.ts";

/** `avow migrate`: what every start does first, by itself. */
export const run = operatorVerb({
  usage: "migrate [--status]",
  help: [
    "Brings the database up to date with this version. Processes of the version before may serve meanwhile.",
    "",
    "  --status           only tells what is waiting; ends with 1 when something is",
  ],
  options: { status: { type: "boolean" } },
  async run({ settings, values, tell }) {
    return asOwner(settings, async (client, ownerUrl) => {
      if (values["status"] === true) {
        const { rows } = await client.query(
          "select 1 from pg_tables where schemaname = 'public' and tablename = 'schema_migrations'",
        );
        const applied = rows.length === 0 ? [] : await listApplied(client);
        const known = listMigrations();
        const waiting = known.filter((name) => !applied.includes(name));
        const newer = applied.filter((name) => !known.includes(name));
        tell(
          [
            waiting.length === 0 ? "The database is up to date." : `Waiting: ${waiting.join(", ")}`,
            ...(newer.length > 0 ? [`Applied by a newer version: ${newer.join(", ")}`] : []),
          ],
          { waiting, newer, applied: applied.length },
        );
        return waiting.length === 0 ? operatorExits.done : operatorExits.refused;
      }
      const { keysFolder, databaseUrl } = settings;
      const epochStores = openEpochStores(settings);
      const options = { ownerUrl, serverUrl: databaseUrl, keysFolder, epochStores, clock: systemClock };
      const { applied } = await migrate(options);
      tell([applied.length === 0 ? "The database was up to date." : `Applied ${applied.join(", ")}.`], { applied });
      return operatorExits.done;
    });
  },
});
