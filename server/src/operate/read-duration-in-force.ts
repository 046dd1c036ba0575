import type pg from "pg";
import { type PolicySetting, resolvePolicy } from "../egress/public.ts";
import { type Duration, durationBy, type ParameterName } from "../privacy/public.ts";

/** How long something takes by the deployment's policy in force; commands ask the database itself. @param client is shown all rows */
export async function readDurationInForce(client: pg.Client, name: ParameterName, at: Date): Promise<Duration> {
  const { rows } = await client.query<{ parameter: string; setting: PolicySetting }>(
    `select distinct on (parameter) parameter, setting from deployment_policy_settings
     where withdrawn_at is null and effective_at <= $1 order by parameter, effective_at desc, version desc`,
    [at],
  );
  const settings = new Map(rows.map(({ parameter, setting }) => [parameter, setting]));
  return durationBy(name, resolvePolicy([{ level: "deployment", settings }]).number);
}
