import { newSecret } from "../../../framework/ids.ts";
import { fails, judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";

export const bindKeys = promise("security.apikeys", {
  enforcedBy: [
    "modules/api-keys/create-api-key.ts#createApiKey",
    "modules/api-keys/revoke-api-key.ts#revokeApiKey",
    "modules/sessions/identify-caller.ts#identifyCaller",
  ],
  tests: ["server/src/modules/api-keys/create-api-key.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const [row] = await acrossTenants(look.database, "look how API keys are kept", (db) =>
      db.query<{ all: number; unhashed: number; telling: number; alive: number }>(
        `select count(*)::int as all, (count(*) filter (where octet_length(token_hash) <> 32))::int as unhashed,
           (count(*) filter (where length(hint) > 16))::int as telling,
           (count(*) filter (where revoked_at is not null and expires_at > revoked_at))::int as alive from api_keys`,
      ),
    );
    const client = { ip: "127.0.0.1", userAgent: "probe" };
    const authorization = `Bearer ${newSecret("avow_")}`;
    const stranger = { sessionToken: undefined, authorization, organization: undefined, workspace: undefined, client };
    const isRefused = await fails(() => look.app.identify(stranger, "organization", look.at));
    return judge(
      { keys: row!.all },
      [row!.unhashed === 0, "An API key is stored as it is."],
      [row!.telling === 0, "An API key can be read off its hint."],
      [row!.alive === 0, "A revoked API key has not ended."],
      [isRefused, "A key that nobody was given gets in."],
    );
  },
});
