import { dayMs, later } from "../../framework/clock.ts";
import { judge, promise } from "../../framework/promise.ts";
import { obstacleOf } from "./obstacle-of.ts";

export const boundTransfers = promise("transfer.register", {
  enforcedBy: ["egress/processors/find-obstacle.ts#findObstacle"],
  tests: ["server/src/egress/processors/find-obstacle.test.ts"],
  everyMinutes: 30,
  probe(look) {
    const day = (days: number) =>
      later(look.at, days * dayMs)
        .toISOString()
        .slice(0, 10);
    const abroad = (days?: number) => {
      const transfer = days === undefined ? null : { mechanism: "scc" as const, review_by: day(days) };
      return obstacleOf(look.at, { country: "US", transfer }) ?? "allowed";
    };
    const refusal = "no_transfer_mechanism";
    return judge(
      { without: abroad(), lapsed: abroad(-2), valid: abroad(30) },
      [abroad() === refusal, "Data may go to another country without a safeguard."],
      [abroad(-2) === refusal, "A safeguard that has run out still counts."],
      [abroad(30) === "allowed", "A safeguard that holds is refused."],
      [obstacleOf(look.at, {}) === undefined, "A processor at home is refused."],
    );
  },
});
