import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { openMailSide } from "./mail-side.ts";

/** `late`: does it after whoever asked has gone. `lie`: does it, and says that it failed. */
const habits = { late: 0.02, hang_after: 0.02, cut_after: 0.03, cut_before: 0.02, lie: 0.02, fail: 0.03, refuse: 0.01 };
type Habit = keyof typeof habits | "do";

const hangMs = 4000;
const lateMs = 1900;

export type Received = { kind: string; key: string; text: string; at: number };
export type OtherSide = {
  url: string;
  mailUrl: string;
  /** Everything that happened there, in order; what happened twice is here twice. */
  effects: Received[];
  /** Messages that came to webhooks, as often as they came. */
  webhooks: { endpoint: string; id: string; subject: string }[];
  problems: string[];
  /** How many times it was asked. */
  asked(): number;
  /** The secret that signs what comes to a path. */
  expect(path: string, secret: string): void;
  onEffect(tell: (effect: Received, remoteId: string) => void): void;
  close(): void;
};

/** Receivers of webhooks and two services, which misbehave as `random` says and remember everything. Nobody kills them. */
export async function openOtherSide(random: () => number): Promise<OtherSide> {
  const effects: Received[] = [];
  const webhooks: OtherSide["webhooks"] = [];
  const problems: string[] = [];
  const secrets = new Map<string, Webhook>();
  const known = new Set<string>();
  const visibleFrom = new Map<string, number>();
  let asked = 0;
  let tell: (effect: Received, remoteId: string) => void = () => undefined;

  const happen = (kind: string, body: string): string => {
    const { key, text } = JSON.parse(body) as { key: string; text: string };
    const remoteId = `${kind}-${key}`;
    if (kind === "keyed" && known.has(key)) return remoteId;
    known.add(key);
    effects.push({ kind, key, text, at: Date.now() });
    visibleFrom.set(key, performance.now() + random() * 800);
    tell({ kind, key, text, at: Date.now() }, remoteId);
    return remoteId;
  };
  const receive = (path: string, request: IncomingMessage, body: string): string => {
    const headers = request.headers as Record<string, string>;
    try {
      const { data } = secrets.get(path)!.verify(body, headers) as { data: { contact_id: string } };
      webhooks.push({ endpoint: path, id: headers["webhook-id"]!, subject: data.contact_id });
    } catch (error) {
      problems.push(`a webhook that cannot be verified came to ${path}: ${String(error)}`);
    }
    return "";
  };
  const answerQuestion = (response: ServerResponse, key: string) => {
    const isTelling = known.has(key) && performance.now() >= visibleFrom.get(key)!;
    const happened = isTelling || (known.has(key) || random() < 0.05 ? "unknown" : false);
    response.end(JSON.stringify({ happened }));
  };

  const mail = await openMailSide(random, effects);
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://other-side");
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk)).on("error", () => undefined); // whoever asked was killed
    request.on("end", () => {
      if (request.method === "GET") return answerQuestion(response, searchParams.get("key") ?? "");
      asked++;
      const body = Buffer.concat(chunks).toString();
      const kind = pathname.slice(1);
      const act = () => (secrets.has(pathname) ? receive(pathname, request, body) : happen(kind, body));
      misbehave(choose(random, kind), { act, request, response });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mailUrl: mail.url,
    effects,
    webhooks,
    problems,
    asked: () => asked + mail.asked(),
    expect: (path, secret) => void secrets.set(path, new Webhook(secret)),
    onEffect: (listener) => void (tell = listener),
    close: () => {
      mail.close();
      server.close().closeAllConnections();
    },
  };
}

function choose(random: () => number, kind: string): Habit {
  let left = random();
  for (const [habit, share] of Object.entries(habits) as [Habit, number][]) {
    left -= share;
    // What tells of something only later cannot be asked about it soon.
    if (left < 0) return habit === "late" && kind === "asked" ? "hang_after" : habit;
  }
  return "do";
}

type Turn = { act(): string; request: IncomingMessage; response: ServerResponse };

function misbehave(habit: Habit, { act, request, response }: Turn): void {
  const say = (status: number, body = "") => response.writeHead(status).end(body);
  if (habit === "cut_before") return void request.socket.resetAndDestroy();
  if (habit === "fail") return void say(503);
  if (habit === "refuse") return void say(422);
  if (habit === "late") return void setTimeout(() => say(200, act()), lateMs);
  const remoteId = act();
  if (habit === "cut_after") return void request.socket.resetAndDestroy();
  if (habit === "hang_after") return void setTimeout(() => say(200, remoteId), hangMs);
  if (habit === "lie") return void say(500);
  say(200, remoteId);
}
