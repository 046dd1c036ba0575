import { minuteMs } from "../../../framework/clock.ts";
import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { appAccessMs } from "../../connected-apps/public.ts";
import { accessMs } from "../give-tokens.ts";

const longestMs = Math.max(accessMs, appAccessMs);

export const rotateTokens = promise("security.tokens", {
  enforcedBy: [
    "modules/api-clients/give-tokens.ts#giveTokens",
    "modules/api-clients/take-refresh-token.ts#takeRefreshToken",
    "modules/connected-apps/tokens/give-app-tokens.ts#giveAppTokens",
    "modules/connected-apps/tokens/take-app-grant.ts#takeAppGrant",
  ],
  tests: [
    "server/src/modules/api-clients/act-for-someone.test.ts",
    "server/src/modules/connected-apps/connect-apps.test.ts",
    "server/src/modules/connected-apps/attack-apps.test.ts",
  ],
  everyMinutes: 30,
  async probe(look) {
    const [row] = await acrossTenants(look.database, "look how tokens of programs are kept", (db) =>
      db.query<{ all: number; long: number; unhashed: number; doubled: number }>(
        `with tokens as (
           select 'device' as kind, user_id, api_client_id as client, access_hash, access_expires_at, refresh_hash, used_at, created_at
             from api_client_tokens
           union all
           select 'app', user_id, connected_app_id, access_hash, access_expires_at, refresh_hash, used_at, created_at
             from connected_app_tokens
         )
         select count(*)::int as all,
           (count(*) filter (where access_expires_at > created_at + interval '15 minutes'))::int as long,
           (count(*) filter (where octet_length(access_hash) <> 32 or octet_length(refresh_hash) <> 32))::int as unhashed,
           (select count(*)::int from (select 1 from tokens where used_at is null group by kind, user_id, client having count(*) > 1) d) as doubled
         from tokens`,
      ),
    );
    return judge(
      { tokens: row!.all, minutes: longestMs / minuteMs },
      [longestMs <= 15 * minuteMs && row!.long === 0, "An access token lasts longer than 15 minutes."],
      [row!.unhashed === 0, "A program's token is stored as it is."],
      [row!.doubled === 0, "A program has two refresh tokens that work."],
    );
  },
});
