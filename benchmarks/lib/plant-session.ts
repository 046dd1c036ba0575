import { hashToken, newId, newSecret } from "../../server/src/framework/ids.ts";
import type { BenchDeployment } from "./deployment.ts";

/** A signed-in owner of an organization with a workspace, as rows. */
export async function plantSession({ app }: BenchDeployment) {
  const at = app.clock.now();
  const [userId, organizationId, workspaceId] = [newId("usr", at), newId("org", at), newId("wsp", at)];
  const { keys, keyring } = app;
  const system = app.database.system;
  const db = {
    query: async (sql: string, values: readonly unknown[] = []) =>
      (await system.query<Record<string, unknown>>(sql, [...values])).rows,
  } as never;
  await keys.create(db, { kind: "user", id: userId });
  await keys.create(db, { kind: "organization", id: organizationId });
  const far = new Date(at.getTime() + 86_400_000);
  const token = newSecret();
  const nothing = Buffer.alloc(1);
  await system.query(
    "insert into users (id, email, email_index, name, locale, time_zone, theme, is_operator, age_declared_at, age_minimum, created_at, version) values ($1, $2, $3, $2, 'en', 'UTC', 'light', false, $4, 18, $4, 1)",
    [userId, nothing, keyring.keyedHash("email", userId), at],
  );
  await system.query(
    "insert into organizations (organization_id, name, ai_enabled, created_at, version) values ($1, $2, false, $3, 1)",
    [organizationId, nothing, at],
  );
  await system.query(
    "insert into workspaces (organization_id, id, name, ai_enabled, created_at, version) values ($1, $2, $3, false, $4, 1)",
    [organizationId, workspaceId, nothing, at],
  );
  await system.query(
    "insert into memberships (organization_id, user_id, role, created_at, version) values ($1, $2, 'owner', $3, 1)",
    [organizationId, userId, at],
  );
  await system.query(
    "insert into sessions (id, user_id, token_hash, client, created_at, last_seen_at, idle_expires_at, expires_at) values ($1, $2, $3, $4, $5, $5, $6, $6)",
    [newId("ses", at), userId, hashToken(token), nothing, at, far],
  );
  return { token, userId, organizationId, workspaceId };
}
