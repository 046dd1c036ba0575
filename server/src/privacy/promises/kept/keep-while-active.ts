import { judge, promise } from "../../../framework/promise.ts";

/** What people keep here, and the times that only say how old it is. */
const lasting = new Set<string>(["account", "content", "conversation"]);
const aged = /^(created|updated|changed|last_seen|last_used|sent)_at$/;

export const keepWhileActive = promise("retention.active", {
  enforcedBy: ["privacy/retention/sweep-expired.ts#sweepExpired"],
  tests: ["server/src/privacy/retention/sweep-expired.test.ts"],
  everyMinutes: 60,
  probe(look) {
    const kept = look.app.tables.filter(({ keep }) => lasting.has(keep.cls));
    const aging = kept.filter(({ keep }) => keep.until && aged.test(keep.until.column));
    return judge({ tables: kept.length, by_age: aging.length }, [
      aging.length === 0,
      `${aging[0]?.name ?? ""} goes by its age while its account is in use.`,
    ]);
  },
});
