import { judge, promise } from "../../../framework/promise.ts";
import { findDeclarationProblems } from "../../check-declarations.ts";

/** Classes whose rows go by their age; those of the others go with what they belong to. */
const swept = new Set<string>(["audit", "comms_log", "telemetry"]);

export const boundRetention = promise("retention.min", {
  enforcedBy: [
    "privacy/check-declarations.ts#findDeclarationProblems",
    "privacy/retention/sweep-expired.ts#sweepExpired",
  ],
  tests: ["server/src/privacy/check-declarations.test.ts", "server/src/privacy/retention/sweep-expired.test.ts"],
  everyMinutes: 60,
  probe(look) {
    const problems = findDeclarationProblems(look.app.tables);
    const endless = look.app.tables.filter(({ keep }) => swept.has(keep.cls) && !keep.until);
    return judge(
      { tables: look.app.tables.length, swept_by_age: look.app.tables.filter(({ keep }) => keep.until).length },
      [problems.length === 0, `${problems[0]?.table ?? ""} ${problems[0]?.what ?? ""}.`],
      [endless.length === 0, `${endless[0]?.name ?? ""} is kept without an end.`],
    );
  },
});
