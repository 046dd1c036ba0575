import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DeliveryCall, DeliveryIntegration, DeliveryRequest } from "./delivery.ts";
import { describeDeliveryFailure } from "./delivery-failure.ts";

/**
 * What every integration's test can make the other side do. `lie`: does it, and answers with an error; `twice`: does it twice over;
 * `shuffle`: answers what comes at once in another order.
 */
export type Obstacle = "time_out_after" | "unreachable" | "throttle" | "fail" | "lie" | "twice" | "shuffle";

export type DeliveryUnderTest<C> = {
  integration: DeliveryIntegration<C>;
  fetch: DeliveryCall["fetch"];
  content(): C;
  /** Makes the next attempt go so; gives back the content to attempt it with, where that makes the difference. */
  obstruct(obstacle: Obstacle): Promise<C | undefined> | C | undefined;
  /** How often the effect of this content and key is there. For `recognised`: how many different ids the receiver saw of it. */
  count(request: DeliveryRequest<C>): number;
  /** What the other side's own protocol rules out, or what makes no difference to it. */
  never?: readonly Obstacle[];
  /** How long a whole attempt takes that is to get through. */
  patienceMs?: number;
  /** Strings that nothing kept may show. */
  secrets?: string[];
  close?(): Promise<void>;
};

/** What every way out promises. Each integration's test calls this with a way to make one. */
export function describeDelivery<C>(name: string, make: () => Promise<DeliveryUnderTest<C>>): void {
  describe(`${name} keeps the contract of a way out`, () => {
    let it: DeliveryUnderTest<C>;
    let number = 0;
    beforeAll(async () => {
      it = await make();
    });
    afterAll(() => it.close?.());

    const call = (patienceMs = 5000): DeliveryCall => ({
      fetch: it.fetch,
      signal: AbortSignal.timeout(patienceMs),
      at: new Date(),
    });
    const request = (content = it.content()): DeliveryRequest<C> => ({
      key: `dlv_contract_${++number}`,
      attempt: 1,
      content,
    });

    test("what is accepted has happened, once", async () => {
      const asked = request();
      const result = await it.integration.send(asked, call());
      expect(result.outcome).toBe("accepted");
      expect(it.count(asked)).toBe(1);
    });

    test("the same key again does not make a second effect, where the profile says so", async () => {
      const asked = request();
      await it.integration.send(asked, call());
      const { repeat } = it.integration.profile;
      if (repeat === "idempotent" || repeat === "recognised")
        await it.integration.send({ ...asked, attempt: 2 }, call());
      expect(it.count(asked)).toBe(1);
    });

    test("no answer in time is told as what may have happened, and no later than the signal", async () => {
      const content = await it.obstruct("time_out_after");
      const asked = request(content);
      const start = performance.now();
      const result = await it.integration.send(asked, call(it.patienceMs ?? 400));
      expect(performance.now() - start).toBeLessThan(3000);
      expect(result).toMatchObject({ outcome: "failed", failure: { mayHaveHappened: true, retryable: true } });
      expect(it.count(asked)).toBe(1);
      if (it.integration.profile.repeat !== "read_back") return;
      expect(await it.integration.confirm?.(asked, call())).toMatchObject({ happened: true });
    });

    test("where nobody was reached, nothing happened, and it can be tried again", async () => {
      const content = await it.obstruct("unreachable");
      const asked = request(content);
      const result = await it.integration.send(asked, call());
      expect(result).toMatchObject({ outcome: "failed", failure: { mayHaveHappened: false, retryable: true } });
      if (it.integration.profile.repeat !== "read_back") return;
      expect(await it.integration.confirm?.(asked, call())).toMatchObject({ happened: false });
    });

    test.each(["throttle", "fail"] as const)("a failure says whose it is and what to do: %s", async (obstacle) => {
      const content = await it.obstruct(obstacle);
      const result = await it.integration.send(request(content), call());
      if (result.outcome === "accepted") throw new Error("it was accepted");
      const { code, retryable, retryAfterMs } = result.failure;
      expect(retryable).toBe(true);
      expect(describeDeliveryFailure(code).help.length).toBeGreaterThan(10);
      if (obstacle === "throttle") expect(retryAfterMs).toBeGreaterThan(0);
    });

    testDoubt({ under: () => it, request, call });
    testWhatStays({ under: () => it, request, call });
  });
}

type Asking<C> = {
  under(): DeliveryUnderTest<C>;
  request(content?: C): DeliveryRequest<C>;
  call(patienceMs?: number): DeliveryCall;
};

/** Another side that lies, does things twice, or answers in another order than it was asked. */
function testDoubt<C>({ under, request, call }: Asking<C>): void {
  const isAskable = () => under().integration.profile.repeat === "read_back";
  const cannot = (obstacle: Obstacle) => under().never?.includes(obstacle) === true;

  test("an error is no proof that nothing happened, except where a second time does no harm", async () => {
    const content = cannot("lie") ? undefined : await under().obstruct("lie");
    const asked = request(content);
    const result = await under().integration.send(asked, call());
    expect(under().count(asked)).toBe(1);
    const isHarmless = ["idempotent", "recognised"].includes(under().integration.profile.repeat);
    if (cannot("lie") || isHarmless) return;
    expect(result).toMatchObject({ outcome: "failed", failure: { mayHaveHappened: true } });
    if (isAskable()) expect(await under().integration.confirm?.(asked, call())).toMatchObject({ happened: true });
  });

  test("what the other side did twice by itself is known to have happened", async () => {
    const content = cannot("twice") ? undefined : await under().obstruct("twice");
    const asked = request(content);
    expect(await under().integration.send(asked, call())).toMatchObject({ outcome: "accepted" });
    if (isAskable()) expect(await under().integration.confirm?.(asked, call())).toMatchObject({ happened: true });
  });

  test("of many that go out at once each learns what came of itself, in whatever order the answers come", async () => {
    if (!cannot("shuffle")) await under().obstruct("shuffle");
    const asked = Array.from({ length: 4 }, () => request());
    const results = await Promise.all(asked.map((one) => under().integration.send(one, call())));
    expect(results.map(({ outcome }) => outcome)).toEqual(asked.map(() => "accepted"));
    expect(asked.map((one) => under().count(one))).toEqual([1, 1, 1, 1]);
    if (!isAskable()) return;
    const remoteIds = results.map((result) => (result.outcome === "accepted" ? result.remoteId : undefined));
    expect(new Set(remoteIds).size).toBe(asked.length);
    const told = await Promise.all(asked.map(async (one) => under().integration.confirm?.(one, call())));
    expect(told).toEqual(remoteIds.map((remoteId) => ({ happened: true, remoteId })));
  });
}

function testWhatStays<C>({ under, request, call }: Asking<C>): void {
  test("what is kept of an attempt shows no secret", async () => {
    const result = await under().integration.send(request(), call());
    const kept = JSON.stringify(result);
    expect((under().secrets ?? []).filter((secret) => kept.includes(secret))).toEqual([]);
    expect(kept.length).toBeLessThan(100_000);
  });

  test("what can be taken back is gone then, and a second time as well", async () => {
    const { profile, retract } = under().integration;
    expect(retract !== undefined).toBe(profile.canRetract);
    if (!retract) return;
    const asked = request();
    const result = await under().integration.send(asked, call());
    const remoteId = (result.outcome === "accepted" && result.remoteId) || "";
    expect(await under().integration.retract?.({ ...asked, remoteId }, call())).toEqual({ outcome: "retracted" });
    expect(under().count(asked)).toBe(0);
    expect(await under().integration.retract?.({ ...asked, remoteId }, call())).toEqual({ outcome: "gone" });
  });

  test("health is a proof of life, not a belief", async () => {
    const { checkHealth } = under().integration;
    if (!checkHealth) return expect(checkHealth).toBeUndefined();
    expect(await checkHealth?.(request(), call())).toMatchObject({ state: "working" });
    const content = await under().obstruct("unreachable");
    expect(await checkHealth?.(request(content), call())).toMatchObject({ state: "failing" });
  });
}
