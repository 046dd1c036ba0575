import { expect, test, vi } from "vitest";
import type { Work } from "../../framework/context.ts";
import { fromOutwardFailure } from "../../integrations/roles/deliveries/delivery-failure.ts";
import type { FetchResponse } from "../../integrations/roles/calls/fetch.ts";
import { wayOut } from "./way-out.ts";

const log = { error: vi.fn<(...words: unknown[]) => void>() };
const work = { log } as unknown as Work;
const asked: string[] = [];
const fetch = (url: string) => {
  asked.push(url);
  return Promise.resolve({ status: 204 } as FetchResponse);
};

test("a third party's kind reaches its registered hosts and no other, and a refusal is told as nothing sent", async () => {
  const toParty = wayOut(work, { fetch, hosts: ["api.party.example"] });
  await toParty("https://api.party.example/messages");
  const failure = await toParty("https://evil.example/messages").catch(fromOutwardFailure);
  expect(failure).toMatchObject({ code: "delivery.host_not_registered", mayHaveHappened: false, retryable: false });
  expect(asked).toEqual(["https://api.party.example/messages"]);
  expect(log.error).toHaveBeenCalledOnce();
});

test("whoever's own address it is, is reached there", async () => {
  await wayOut(work, { fetch })("https://hooks.example.com/avow");
  expect(asked.at(-1)).toBe("https://hooks.example.com/avow");
});
