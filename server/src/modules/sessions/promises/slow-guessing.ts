import { randomUUID } from "node:crypto";
import { fails, judge, promise } from "../../../framework/promise.ts";
import { clearSharedLimit, localLimiter, takeSharedLimit } from "../../../framework/request/rate-limit.ts";

export const slowGuessing = promise("security.abuse", {
  enforcedBy: ["framework/request/rate-limit.ts#takeSharedLimit", "framework/request/rate-limit.ts#localLimiter"],
  tests: ["server/src/modules/sessions/brute-force.test.ts", "server/src/framework/request/rate-limit.test.ts"],
  everyMinutes: 15,
  async probe(look) {
    const bucket = look.keyring.keyedHash("promise probe", randomUUID());
    const limit = { perMinute: 1, burst: 3 };
    const tries: boolean[] = [];
    for (let i = 0; i < 5; i++) tries.push(await fails(() => takeSharedLimit(look.database, bucket, limit, look.at)));
    await clearSharedLimit(look.database, bucket);
    const take = localLimiter();
    const here = await Promise.all(Array.from({ length: 5 }, () => fails(() => take("probe", limit, look.at))));
    const { credentials } = look.app.limits;
    return judge(
      {
        shared_refused_after: tries.indexOf(true),
        local_refused_after: here.indexOf(true),
        tries_a_minute: credentials.perMinute,
      },
      [tries.join() === "false,false,false,true,true", "Guessing is not slowed down over all processes."],
      [here.join() === "false,false,false,true,true", "Flooding is not slowed down."],
      [credentials.perMinute <= 60, "Credentials may be tried too often."],
    );
  },
});
