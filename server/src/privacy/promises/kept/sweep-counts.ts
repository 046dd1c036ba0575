import { judge, promise } from "../../../framework/promise.ts";
import { countOverdue } from "../count-overdue.ts";

export const sweepCounts = promise("retention.aggregate", {
  enforcedBy: ["privacy/retention/sweep-expired.ts#sweepExpired"],
  tests: ["server/src/privacy/retention/sweep-expired.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const parameter = "retention.aggregate_months";
    const { tables, rows, first } = await countOverdue(look, parameter);
    const counted = look.app.tables.filter(
      ({ keep }) => keep.until && "parameter" in keep.until && keep.until.parameter === parameter,
    );
    const personal = counted.filter(({ owner }) => owner.kind !== "system");
    return judge(
      { tables, overdue_rows: rows },
      [rows === 0, `${first} holds counts that should be gone.`],
      [counted.length > 0 && personal.length === 0, "A count says whom it counts."],
    );
  },
});
