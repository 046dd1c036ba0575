import type pg from "pg";
import { type PolicySetting, resolvePolicy } from "../../egress/public.ts";
import { type Duration, durationBy } from "../../privacy/public.ts";

/** How old a backup may become by the deployment's policy in force; commands ask the database itself. */
export async function readMaxAge(client: pg.Client, at: Date): Promise<Duration> {
  const { rows } = await client.query<{ parameter: string; setting: PolicySetting }>(
    `select distinct on (parameter) parameter, setting from deployment_policy_settings
     where withdrawn_at is null and effective_at <= $1 order by parameter, effective_at desc, version desc`,
    [at],
  );
  const settings = new Map(rows.map(({ parameter, setting }) => [parameter, setting]));
  return durationBy("backup.max_age_days", resolvePolicy([{ level: "deployment", settings }]).number);
}
