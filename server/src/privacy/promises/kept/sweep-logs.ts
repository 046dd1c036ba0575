import { judge, promise } from "../../../framework/promise.ts";
import { countOverdue } from "../count-overdue.ts";

export const sweepLogs = promise("retention.logs", {
  enforcedBy: ["privacy/retention/sweep-expired.ts#sweepExpired"],
  tests: ["server/src/privacy/retention/sweep-expired.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const { tables, rows, first } = await countOverdue(look, "retention.log_days");
    return judge({ tables, overdue_rows: rows }, [rows === 0, `${first} holds rows that should be gone.`]);
  },
});
