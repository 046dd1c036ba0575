import { dayMs, later } from "../../../framework/clock.ts";
import { hashToken, newSecret } from "../../../framework/ids.ts";
import { fails, judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";

export const endSessionsInTime = promise("security.session", {
  enforcedBy: [
    "framework/ids.ts#newSecret",
    "modules/sessions/begin-session.ts#beginSession",
    "modules/sessions/identify-caller.ts#identifyCaller",
  ],
  tests: ["server/src/modules/sessions/session-fixation.test.ts", "server/src/modules/sessions/sign-in.test.ts"],
  everyMinutes: 15,
  async probe(look) {
    const [first, second] = [newSecret(), newSecret()];
    const bits = Buffer.from(first, "base64url").length * 8;
    const [row] = await acrossTenants(look.database, "look how long sessions last", (db) =>
      db.query<{ all: number; unhashed: number; endless: number; stale: number }>(
        `select count(*)::int as all, (count(*) filter (where octet_length(token_hash) <> 32))::int as unhashed,
           (count(*) filter (where expires_at > created_at + interval '91 days' or idle_expires_at > last_seen_at + interval '15 days'))::int as endless,
           (count(*) filter (where idle_expires_at < $1))::int as stale from sessions`,
        [later(look.at, -dayMs)],
      ),
    );
    const client = { ip: "127.0.0.1", userAgent: "probe" };
    const nobody = {
      sessionToken: second,
      authorization: undefined,
      organization: undefined,
      workspace: undefined,
      client,
    };
    const isRefused = await fails(() => look.app.identify(nobody, "user", look.at));
    return judge(
      { bits, sessions: row!.all, left_over: row!.stale },
      [bits >= 128 && first !== second, "Session tokens can be guessed."],
      [hashToken(first).length === 32 && row!.unhashed === 0, "A session's token is stored as it is."],
      [row!.endless === 0, "A session lasts longer than it may."],
      [row!.stale === 0, "Sessions that ran out are not removed."],
      [isRefused, "A token that nobody was given signs in."],
    );
  },
});
