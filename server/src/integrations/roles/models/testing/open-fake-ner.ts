import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text as readText } from "node:stream/consumers";
import type { NerUnderTest } from "../ner.contract.ts";

type Known = { start: number; end: number; label: string; value: string };
type How = Parameters<NerUnderTest["misbehave"]>[0];
type Body = { text?: string };

const people = { "Ada Lovelace": "person", London: "location", Siemens: "organization" };

/** What the stand-ins know of a text, in code points as Python counts. */
export function knownNames(text: string): Known[] {
  const points = [...text];
  return Object.entries(people).flatMap(([value, label]) => {
    const at = text.indexOf(value);
    if (at < 0) return [];
    const start = Array.from(text.slice(0, at)).length;
    return [{ start, end: start + value.length, label, value: points.slice(start, start + value.length).join("") }];
  });
}

/**
 * A server for names on loopback. `answer` is what it says to a request, as its documentation has it.
 * @returns its URL, and the means to let it misbehave once
 */
export async function openFakeNer<T extends Body>(
  answer: (path: string, body: T, names: Known[]) => { status: number; body: unknown },
) {
  let next: How | undefined;
  const asked: T[] = [];
  const server = createServer((request, response) => void respond(request, response));
  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = JSON.parse(await readText(request)) as T;
    asked.push(body);
    const how = next;
    next = undefined;
    if (how === "hang") return;
    const said = answer(request.url ?? "", body, how === "point outside" ? [outside] : knownNames(body.text ?? ""));
    const status = how === "fail" ? 500 : said.status;
    response.writeHead(status, { "content-type": "application/json" });
    response.end(how === "garble" ? "<html>Ada" : JSON.stringify(how === "wrong shape" ? { Ada: true } : said.body));
  }
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    misbehave: (how: How) => void (next = how),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const outside: Known = { start: 4, end: 4000, label: "person", value: "Ada" };
