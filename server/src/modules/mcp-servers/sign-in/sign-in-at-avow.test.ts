// One deployment signs in at another: both halves of the protocol, each by its own code, over a socket.
import type { IncomingMessage, ServerResponse } from "node:http";
import { afterAll, beforeAll, expect, test } from "vitest";
import { minuteMs } from "../../../framework/clock.ts";
import { answerOf, approveApp } from "../../../testing/deeds/connect-app.ts";
import { listenWith, type RemoteServer } from "../../../testing/stand-ins/open-mcp-servers.ts";
import { type PersonWithOrganization, signUp, withOrganization } from "../../../testing/people.ts";
import { readAnswer, readRefusal } from "../../../testing/read-answer.ts";
import { beginAtServer, finishAtServer } from "../../../testing/deeds/sign-in-at-server.ts";
import { openWorld, until, withoutLimits, type World } from "../../../testing/world.ts";

let here: World;
let there: World;
let socket: RemoteServer;
let ada: PersonWithOrganization;
let bea: PersonWithOrganization;

beforeAll(async () => {
  socket = await listenWith((request, response) => void pass(request, response));
  const { origin } = new URL(socket.url);
  [here, there] = await Promise.all([
    openWorld({ replace: withoutLimits }),
    openWorld({ replace: withoutLimits, deployment: { origin } }),
  ]);
  ada = await withOrganization(await signUp(here, "Ada"));
  standAt(there, origin);
  bea = await withOrganization(await signUp(there, "Bea"));
  await Promise.all([here.work(), there.work()]);
});
afterAll(async () => {
  await socket.close();
  await Promise.all([here.close(), there.close()]);
});

/** Its people's browsers have its pages open. */
function standAt(world: World, origin: string): void {
  const { request } = world;
  const standing: World["request"] = (path, init = {}) => {
    const headers = init.headers as Record<string, string> | undefined;
    return request(path, headers?.["origin"] ? { ...init, headers: { ...headers, origin } } : init);
  };
  Object.assign(world, { request: standing });
}

/** What comes over the socket, to the other deployment. */
async function pass(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const body = Buffer.concat(parts).toString();
  const { "content-length": _, host: __, connection: ___, ...headers } = request.headers;
  const answer = await there.request(request.url!, {
    method: request.method!,
    headers: headers as Record<string, string>,
    ...(body === "" ? {} : { body }),
  });
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
}

type Seen = { id: string; signed_in: { connection_id: string; state: string } | null; tools: { title: string }[] };
const apps = async () =>
  (await readAnswer<{ data: { name: string }[] }>(bea.request("/api/v1/connected-apps"), 200)).data;

test("one deployment is let in by another as a person allowed it, stays so, and is let in no more once it was ended", async () => {
  const made = await readAnswer<Seen>(
    ada.request("/api/v1/mcp-servers", { method: "POST", json: { name: "other", url: socket.url } }),
    201,
  );
  const begun = await beginAtServer(ada, made.id);
  const asked = Object.fromEntries(new URL(begun.url).searchParams);
  expect(asked).toMatchObject({ resource: socket.url, code_challenge_method: "S256" });
  const { back, code } = await answerOf(await approveApp(bea, asked));
  const said = (name: string) => back.searchParams.get(name)!;
  const brought = { code, state: said("state"), iss: said("iss") };
  const check = () => ada.request(`/api/v1/mcp-servers/${made.id}/check`, { method: "POST", json: {} });
  await readAnswer(finishAtServer(ada, { ...begun, brought }), 201);
  const seen = await readAnswer<Seen>(check(), 200);
  expect(seen.tools.map(({ title }) => title)).toContain("agents_list");
  expect(await apps()).toMatchObject([{ name: "Avow" }]);
  // Its token lasts a quarter of an hour; another is got for it by itself.
  here.clock.advance(20 * minuteMs);
  there.clock.advance(20 * minuteMs);
  expect((await readAnswer<Seen>(check(), 200)).signed_in).toMatchObject({ state: "working" });
  const end = ada.request(`/api/v1/connections/${seen.signed_in!.connection_id}`, { method: "DELETE" });
  await readAnswer(end, 200);
  await until(async () => (await apps()).length === 0);
  const late = await readRefusal(finishAtServer(ada, { ...begun, brought }));
  // Spent, or swept by now.
  expect(late).toMatch(/^422 connections\.state_(spent|unknown)$/);
});
