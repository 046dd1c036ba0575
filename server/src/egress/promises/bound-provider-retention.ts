import { judge, promise } from "../../framework/promise.ts";
import { policiesPort } from "../policy/open-policies.ts";
import { obstacleOf } from "./obstacle-of.ts";

export const boundProviderRetention = promise("ai.retention", {
  enforcedBy: ["egress/processors/find-obstacle.ts#findObstacle"],
  tests: ["server/src/egress/processors/find-obstacle.test.ts"],
  everyMinutes: 30,
  async probe(look) {
    const policy = await look.port(policiesPort).read({});
    const most = policy.number("ai.provider_retention_max");
    const after = (days: number) => obstacleOf(look.at, { zero_retention: "no", retention_days: days });
    return judge(
      { most_days: most, one_day_longer: after(most + 1) ?? "allowed" },
      [after(most + 1) === "keeps_too_long", "A provider that keeps what it is sent for longer may be called."],
      [after(most) === undefined, "A provider that keeps to the limit is refused."],
    );
  },
});
