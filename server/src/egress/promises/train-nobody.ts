import { dayMs, later } from "../../framework/clock.ts";
import { judge, promise } from "../../framework/promise.ts";
import { registerPort } from "../processors/open-register.ts";
import { obstacleOf } from "./obstacle-of.ts";

export const trainNobody = promise("ai.notrain", {
  enforcedBy: ["egress/processors/find-obstacle.ts#findObstacle"],
  tests: ["server/src/egress/processors/find-obstacle.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const longAgo = later(look.at, -91 * dayMs)
      .toISOString()
      .slice(0, 10);
    const found = [
      obstacleOf(look.at, { trains: true }),
      obstacleOf(look.at, { reviewed_on: longAgo }),
      obstacleOf(look.at, { reviewed_on: null }),
      obstacleOf(look.at, { contract: null }),
    ];
    const inUse = [...(await look.port(registerPort).read()).values()].filter(({ effectiveAt }) => effectiveAt);
    return judge(
      { processors_in_use: inUse.length, refused: found.filter(Boolean).length },
      [obstacleOf(look.at, {}) === undefined, "A provider with which nothing is wrong is refused."],
      [found[0] === "trains", "A provider that trains on what it is sent may be called."],
      [
        found[1] === "not_reviewed" && found[2] === "not_reviewed",
        "A provider whose terms nobody read lately may be called.",
      ],
      [found[3] === "no_contract", "A provider without an agreement may be called."],
    );
  },
});
