import type { Obstacle } from "../../integrations/roles/deliveries/delivery.contract.ts";
import type { Service } from "../stand-ins/open-services.ts";

type Interfere = NonNullable<Service["interfere"]>;
type Answered = ReturnType<Interfere>;

const answers: Partial<Record<Obstacle, Answered>> = {
  time_out_after: "hang_after",
  throttle: { status: 429, headers: { "retry-after": "7" } },
  fail: { status: 503 },
  lie: "lie_after",
  twice: "twice",
};

/** Has a stand-in misbehave at the next question of one sort; `usually` is what it does with each of them otherwise. */
export function obstructService(
  service: Service,
  isIt: (seen: Parameters<Interfere>[0]) => boolean,
  usually: (body: string) => Answered = () => undefined,
): (obstacle: Obstacle) => void {
  const planned: Answered[] = [];
  service.interfere = (seen) => (isIt(seen) ? (planned.shift() ?? usually(seen.body)) : undefined);
  return (obstacle) => void planned.push(answers[obstacle]);
}
