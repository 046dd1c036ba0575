import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";

type Seen = { all: number; kept: number; unforgotten: number; policies: number; own: number };

export const keepCredentials = promise("connector.cred", {
  enforcedBy: [
    "modules/connections/use/use-connection.ts#useConnection",
    "modules/connections/use/end-connection.ts#endConnection",
    "modules/connections/disconnect/drop-connection.ts#dropConnection",
    "modules/connections/disconnect/declare-revocation.ts#declareRevocation",
  ],
  tests: [
    "server/src/modules/connections/connect-accounts.test.ts",
    "server/src/modules/connections/act-in-accounts.test.ts",
    "server/src/modules/mcp-servers/sign-in/sign-in-at-servers.test.ts",
  ],
  everyMinutes: 30,
  async probe(look) {
    const [seen] = await acrossTenants(look.database, "look how credentials of connected accounts are kept", (db) =>
      db.query<Seen>(
        `select (select count(*)::int from connections) + (select count(*)::int from workspace_connections) as all,
           (select count(*)::int from connections where state = 'ended' and credential is not null)
             + (select count(*)::int from workspace_connections where state = 'ended' and credential is not null) as kept,
           (select count(*)::int from deliveries where kind = 'connection_revocation' and ended_at is not null and payload is not null) as unforgotten,
           (select count(*)::int from pg_policies where tablename = 'connections' and 'avow_system' <> all(roles)) as policies,
           (select count(*)::int from pg_policies where tablename = 'connections' and 'avow_app' = any(roles) and qual like '%app.user_id%') as own`,
      ),
    );
    const { all, kept, unforgotten, policies, own } = seen!;
    return judge(
      { connections: all },
      [kept === 0, "An account that has ended still has its credential."],
      [unforgotten === 0, "A credential lies in a delivery that is over."],
      [policies === 1 && own === 1, "Somebody else's account can be reached."],
    );
  },
});
