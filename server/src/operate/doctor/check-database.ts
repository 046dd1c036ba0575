import type pg from "pg";
import { later, minuteMs } from "../../framework/clock.ts";
import { appRole, systemRole } from "../../framework/database/emit-ddl.ts";
import { listApplied, listMigrations } from "../schema/apply-migrations.ts";
import { findRoleProblems } from "../schema/check-catalogue.ts";
import { checkServer, DatabaseError } from "../schema/migrate.ts";
import { bad, type Finding, good, warning } from "./finding.ts";

/** The server, its settings, and whether it is this version's. @param fingerprint of the keyring that is here */
export async function checkDatabase(client: pg.Client, fingerprint: string | undefined, at: Date): Promise<Finding[]> {
  const rights = await checkServer(client).then(
    () => good("database rights", "Its user may create roles and tables."),
    (error: unknown) => {
      if (!(error instanceof DatabaseError)) throw error;
      return bad("database rights", "Its user may not do all that migrations need.", error.message);
    },
  );
  const common = [await checkVersion(client), rights, await checkServerLog(client), await checkClock(client, at)];
  const migrated = await checkMigrations(client);
  if (migrated.verdict === "bad") return [...common, migrated];
  await client.query(`set role ${systemRole}`);
  return [
    ...common,
    migrated,
    await checkRoles(client),
    await checkFingerprint(client, fingerprint),
    ...(await checkWorkers(client, at)),
  ];
}

async function checkVersion(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ server_version: string }>("show server_version");
  return good("database", `PostgreSQL ${rows[0]!.server_version} answers.`);
}

/** What a server may be set to write into its log, and what it must be set to instead: rows and values are personal. */
const quiet: Record<string, (value: string) => string | undefined> = {
  log_statement: (value) => (value === "none" ? undefined : "none"),
  log_min_duration_statement: (value) => (value === "-1" ? undefined : "-1"),
  log_min_duration_sample: (value) => (value === "-1" ? undefined : "-1"),
  log_duration: (value) => (value === "off" ? undefined : "off"),
  log_min_error_statement: (value) => (["panic", "fatal", "log"].includes(value) ? undefined : "panic"),
  log_error_verbosity: (value) => (value === "terse" ? undefined : "terse"),
  log_parameter_max_length_on_error: (value) => (value === "0" ? undefined : "0"),
};

async function checkServerLog(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name = any($1) order by name",
    [Object.keys(quiet)],
  );
  const loud = rows.flatMap(({ name, setting }) => {
    const better = quiet[name]!(setting);
    return better === undefined ? [] : [{ name, setting, better }];
  });
  if (loud.length === 0) return good("database log", "It takes neither statements nor values.");
  const found = loud.map(({ name, setting }) => `${name} is ${setting}`).join(", ");
  const change = loud.map(({ name, better }) => `alter system set ${name} = '${better}';`).join(" ");
  return warning(
    "database log",
    `The server may log what is in rows: ${found}.`,
    `As its administrator: ${change} select pg_reload_conf();`,
  );
}

const skewMaxMs = 5000;

async function checkClock(client: pg.Client, at: Date): Promise<Finding> {
  // The one question about the server's own time: nothing is decided by it.
  const { rows } = await client.query<{ at: Date }>("select timestamptz 'now' as at");
  const skewMs = Math.abs(rows[0]!.at.getTime() - at.getTime());
  const says = `This machine's clock and the database's are ${(skewMs / 1000).toFixed(1)} s apart.`;
  if (skewMs <= skewMaxMs) return good("clock", says);
  return bad("clock", says, "Keep both by NTP: leases, links and retention go by the clock.");
}

async function checkMigrations(client: pg.Client): Promise<Finding> {
  const { rows } = await client.query(
    "select 1 from pg_tables where schemaname = 'public' and tablename = 'schema_migrations'",
  );
  const applied = rows.length === 0 ? [] : await listApplied(client);
  const known = listMigrations();
  const waiting = known.filter((name) => !applied.includes(name));
  if (waiting.length > 0)
    return bad(
      "migrations",
      `${waiting.length} of ${known.length} migrations are not applied.`,
      "Start Avow, or run npx avow migrate.",
    );
  const newer = applied.filter((name) => !known.includes(name));
  if (newer.length === 0) return good("migrations", "All are applied.");
  return warning(
    "migrations",
    "A newer version of Avow has migrated this database.",
    "Bring this process up to that version.",
  );
}

async function checkRoles(client: pg.Client): Promise<Finding> {
  const problems = await findRoleProblems(client, [appRole, systemRole]);
  if (problems.length === 0) return good("database roles", "None gets past row-level security.");
  return bad(
    "database roles",
    problems.join("; "),
    "alter role … nosuperuser nobypassrls, and give tables back to their owner.",
  );
}

async function checkFingerprint(client: pg.Client, fingerprint: string | undefined): Promise<Finding> {
  const { rows } = await client.query<{ keyring_fingerprint: string }>("select keyring_fingerprint from deployments");
  if (fingerprint !== undefined && rows[0]?.keyring_fingerprint === fingerprint)
    return good("keyring and database", "They belong together.");
  return bad(
    "keyring and database",
    "The keyring here is not the one the database was sealed with.",
    "Put the right one back, or name its folder in AVOW_KEYS_DIR.",
  );
}

async function checkWorkers(client: pg.Client, at: Date): Promise<Finding[]> {
  const { rows } = await client.query<{ overdue: Date | null }>(
    "select min(next_at) as overdue from job_schedules where next_at < $1",
    [later(at, -2 * minuteMs)],
  );
  const { rows: dead } = await client.query<{ count: number }>(
    "select count(*)::int as count from jobs where state = 'dead'",
  );
  const overdue = rows[0]?.overdue;
  return [
    overdue
      ? bad(
          "worker",
          `Work has been due since ${overdue.toISOString()} and nobody does it.`,
          "Start a worker: npm start -- --role worker, or --role all.",
        )
      : good("worker", "Recurring work is done when it is due."),
    dead[0]!.count === 0
      ? good("jobs", "None was given up.")
      : warning(
          "jobs",
          `${dead[0]!.count} jobs were given up after their last try.`,
          "The log says why, under the job's id.",
        ),
  ];
}
