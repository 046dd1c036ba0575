import { secondMs } from "../../../framework/clock.ts";
import type { Confirmation, DeliveryCall, DeliveryIntegration, DeliveryProfile, SendResult } from "./delivery.ts";
import { deliveryFailure } from "./delivery-failure.ts";

/**
 * What the other side does with the next effect. `time_out_after`: does it and never answers; `time_out_before`: neither;
 * `lie`: does it and answers with an error; `forget`: answers that it did it, and did not; `twice`: does it once more by itself; `slow_to_tell`: does it without an
 * answer, and cannot be asked about it for a while.
 */
export type Misbehaviour =
  | "time_out_after"
  | "time_out_before"
  | "lie"
  | "twice"
  | "slow_to_tell"
  | "throttle"
  | "fail"
  | "refuse"
  | "unreachable";

export type FakeEffect = { key: string; content: unknown; remoteId: string };

/** Another side that keeps what it is sent, and misbehaves when it is told to. Tests look at what it has. */
export type FakeRemote = {
  /** Everything that happened, in order: an effect that happened twice is here twice. */
  effects: FakeEffect[];
  /** Attempts it saw, in order, whatever came of them. */
  asked: string[];
  next(...planned: Misbehaviour[]): void;
  /** How it behaves with an effect when nothing is planned. */
  usually(choose: (key: string) => Misbehaviour | undefined): void;
  integration: DeliveryIntegration<{ text: string }>;
};

const usualProfile: DeliveryProfile = {
  repeat: "read_back",
  canRetract: true,
  sendWithinMs: 2 * secondMs,
  confirmAfterMs: 0,
  confirmWithinMs: 60 * secondMs,
};

export function openFakeRemote(name: string, profile: Partial<DeliveryProfile> = {}): FakeRemote {
  const effects: FakeEffect[] = [];
  const asked: string[] = [];
  const planned: Misbehaviour[] = [];
  const questionsInVain = new Map<string, number>();
  let choose: (key: string) => Misbehaviour | undefined = () => undefined;
  const full = { ...usualProfile, ...profile };

  const happen = (key: string, content: unknown): string => {
    const known = effects.find((one) => one.key === key);
    if (known && full.repeat === "idempotent") return known.remoteId;
    const remoteId = `${name}-${effects.length + 1}`;
    effects.push({ key, content, remoteId });
    return remoteId;
  };

  const act = (key: string, content: unknown): SendResult | "silence" => {
    asked.push(key);
    const how = planned.shift() ?? choose(key);
    const trace = { request: { body: JSON.stringify(content) } };
    const failed = (...failure: Parameters<typeof deliveryFailure>): SendResult => ({
      outcome: "failed",
      failure: deliveryFailure(...failure),
      trace,
    });
    if (how === "time_out_before") return "silence";
    if (how === "unreachable") return failed("delivery.unreachable");
    if (how === "throttle") return failed("delivery.throttled", { status: 429, retryAfterMs: 30 * secondMs });
    if (how === "refuse") return failed("delivery.content_refused", { status: 422 });
    if (how === "fail") return failed("delivery.answered_error", { status: 500 });
    const remoteId = happen(key, content);
    if (how === "twice") happen(key, content);
    if (how === "slow_to_tell") questionsInVain.set(key, 2);
    if (how === "time_out_after" || how === "slow_to_tell") return "silence";
    // An error says nothing about whether it happened: a side that lies once makes every error doubtful.
    if (how === "lie") return failed("delivery.answered_error", { status: 500, mayHaveHappened: true });
    return { outcome: "accepted", remoteId, status: 200, trace: { ...trace, response: { status: 200 } } };
  };

  const integration: DeliveryIntegration<{ text: string }> = {
    name,
    profile: full,
    async send({ key, content }, call) {
      const result = act(key, content);
      return result === "silence" ? timeOut(call) : result;
    },
    confirm({ key }): Promise<Confirmation> {
      const inVain = questionsInVain.get(key) ?? 0;
      if (inVain > 0) {
        questionsInVain.set(key, inVain - 1);
        return Promise.resolve({ happened: "unknown" });
      }
      const found = effects.find((one) => one.key === key);
      return Promise.resolve(found ? { happened: true, remoteId: found.remoteId } : { happened: false });
    },
    retract({ remoteId }) {
      const index = effects.findIndex((one) => one.remoteId === remoteId);
      if (index === -1) return Promise.resolve({ outcome: "gone" });
      effects.splice(index, 1);
      return Promise.resolve({ outcome: "retracted" });
    },
    checkHealth: (_, { at }) => {
      const how = planned.shift();
      const failure = deliveryFailure("delivery.unreachable");
      return Promise.resolve(how ? { state: "failing", failure, at } : { state: "working", at });
    },
  };
  return {
    effects,
    asked,
    next: (...more) => void planned.push(...more),
    usually: (chosen) => void (choose = chosen),
    integration,
  };
}

/** Nothing comes until whoever waits has had enough. */
function timeOut({ signal }: DeliveryCall): Promise<SendResult> {
  const failure = deliveryFailure("delivery.timed_out", { mayHaveHappened: true });
  return new Promise((resolve) => {
    const end = () => resolve({ outcome: "failed", failure, trace: {} });
    if (signal.aborted) end();
    signal.addEventListener("abort", end, { once: true });
  });
}
