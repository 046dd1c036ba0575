import { setTimeout as wait } from "node:timers/promises";
import { expect, test } from "vitest";
import type { ModelCall } from "./model.ts";
import type { NerServer, NerSpan } from "./ner.ts";

/** How a stand-in for the server misbehaves for the next request; `asked` are the bodies it got. */
export type NerUnderTest = {
  server: NerServer;
  fetch: ModelCall["fetch"];
  misbehave(how: "fail" | "hang" | "garble" | "point outside" | "wrong shape"): void;
  asked: { text?: string }[];
};

const said = (text: string, spans: NerSpan[]) =>
  spans.toSorted((a, b) => a.start - b.start).map(({ start, end, cls }) => `${cls}:${text.slice(start, end)}`);

/** What every server for names does, whatever it is made by. The stand-in knows Ada Lovelace, London and Siemens. */
export function testNer(under: () => NerUnderTest): void {
  const call = () => ({ fetch: under().fetch, signal: new AbortController().signal });
  const find = (text: string) => under().server.find(text, "en", call());

  test("names come back in our classes, where they stand", async () => {
    const text = "Ada Lovelace left London for Siemens.";
    expect(said(text, await find(text))).toEqual(["person:Ada Lovelace", "location:London", "organization:Siemens"]);
  });

  test("what lies outside the basic plane does not shift what follows", async () => {
    const text = "🎉🎉 a𝒃c — Ada Lovelace 🇬🇧 London";
    expect(said(text, await find(text))).toEqual(["person:Ada Lovelace", "location:London"]);
  });

  test("the text is sent as it is, and a text without names has none", async () => {
    expect(await find('nobody "here"\n\tat all\u2028')).toEqual([]);
    expect(under().asked.at(-1)!.text).toBe('nobody "here"\n\tat all\u2028');
  });

  test.each(["fail", "garble", "point outside", "wrong shape", "hang"] as const)(
    "a server that does not answer as it should (%s) is an error that quotes nothing, never an empty answer",
    async (how) => {
      under().misbehave(how);
      const failure: unknown = await find("Ada Lovelace").catch((error: unknown) => error);
      expect(failure).toMatchObject({ name: "ProviderError" });
      expect(JSON.stringify([failure, String(failure)])).not.toContain("Ada");
    },
  );

  test("who stops waiting is heard", async () => {
    under().misbehave("hang");
    const controller = new AbortController();
    const before = under().asked.length;
    const asked = under().server.find("Ada Lovelace", "en", { fetch: under().fetch, signal: controller.signal });
    const heard = asked.catch((error: unknown) => error);
    while (under().asked.length === before) await wait(2);
    controller.abort();
    expect(await heard).toMatchObject({ code: "provider.cancelled" });
  });
}
