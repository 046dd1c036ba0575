import { randomUUID } from "node:crypto";
import { fails, judge, promise } from "../../../framework/promise.ts";
import { newDataKey, open, seal } from "../../../framework/keys/sealing.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { listSessions } from "../list-sessions.ts";
import { endSession } from "../end-session.ts";
import { sessions } from "../tables.ts";

/** What a session's facts may be read for, and something they may not. */
const allowed = "security";
const others = ["analytics", "marketing", "improve"];

export const keepSessionFacts = promise("session.meta", {
  enforcedBy: ["modules/sessions/tables.ts#sessions", "framework/keys/sealing.ts#open"],
  tests: ["server/src/modules/sessions/list-sessions.test.ts", "server/src/framework/keys/sealing.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const canary = randomUUID();
    const client = { ip: "192.0.2.1", user_agent: canary, country: null };
    const key = newDataKey();
    const row = { id: look.newId("ses"), client };
    const sealed = seal(sessions, key, row as never) as { id: string; client: Buffer };
    const readFor = async (purpose: string) => !(await fails(() => open(sessions, key, sealed, purpose)));
    const leaks = (await Promise.all(others.map(readFor))).filter(Boolean).length;
    const [rows] = await acrossTenants(look.database, "look whether sessions hold what they should", (db) =>
      db.query<{ all: number; incomplete: number }>(
        `select count(*)::int as all, (count(*) filter (where octet_length(client) < 30 or last_seen_at < created_at))::int as incomplete
         from sessions`,
      ),
    );
    const shown = look.app.endpoints.filter((e) => e === listSessions || e === endSession).length;
    const saw = { sessions: rows!.all, incomplete: rows!.incomplete, purposes_refused: others.length - leaks };
    return judge(
      saw,
      [await readFor(allowed), "What is kept of a session cannot be read for security."],
      [leaks === 0, "What is kept of a session can be read for something else than security."],
      [!sealed.client.includes(canary), "The browser of a session is stored readably."],
      [rows!.incomplete === 0, "A session lacks its address, browser or times."],
      [shown === 2, "People cannot see and end their sessions."],
    );
  },
});
