import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as OldClient } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as OldTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import OpenAI from "openai";
import { scopesToRun } from "../../../server/src/testing/deeds/run-agents.ts";
import { type Browser, until } from "../browser.ts";
import { must, type Step } from "../scenario.ts";
import { type SeenRun, untilStill, verdictsOf } from "./runs.ts";
import { call, secrets, type Stage } from "./stage.ts";

/** Reads mail, which brings in words from outside, and then wants to write to somebody whom the person named. */
const task = [
  call("gmail_search", { query: "is:unread" }),
  "then:",
  call("gmail_send", { to: secrets.mara, subject: "Hello", text: "Hello Mara." }),
].join("\n");

const expected = ["gmail_search: tool.never", "gmail_send: tool.always"];
type Started = (key: string) => Promise<{ id: string }>;

/** 10. One agent by chat, OpenAI's client, MCP of both eras and a schedule: the same verdicts everywhere. */
export const answerEverySurface: Step<Stage> = {
  title: "Five surfaces, one verdict",
  async run(stage) {
    const { mia, agent, organization } = stage;
    const asked = { name: "Surfaces", scopes: scopesToRun, workspace_ids: [organization.support] };
    const { token } = await mia.must<{ token: string }>("POST", "/api-keys", asked);
    const ways: Record<string, Started> = {
      chat: () => byChat(mia, agent.id),
      openai: (key) => byOpenAi(mia.origin, key),
      "mcp 2026": async (key) => byMcp(await connectNew(mia.origin, key), agent.id),
      "mcp 2025": async (key) => byMcp(await connectOld(mia.origin, key), agent.id),
      schedule: () => bySchedule(mia, stage.triggerId),
    };
    for (const [name, start] of Object.entries(ways)) {
      const run = await untilStill(mia, (await start(token)).id);
      must(
        JSON.stringify(verdictsOf(run)) === JSON.stringify(expected),
        `by ${name}: ${verdictsOf(run).join(", ") || run.state}`,
      );
      must(run.state === "awaiting_approval", `by ${name} the run is ${run.state}`);
      await mia.must("POST", `/runs/${run.id}/cancel`, {});
    }
    await mia.must("DELETE", `/agent-triggers/${stage.triggerId}`);
    return `${Object.keys(ways).join(", ")}: ${expected.join(", ")}`;
  },
};

/** Due at the next minute; begun early, so that nobody waits for it. */
export async function scheduleTask(mia: Browser, agentId: string): Promise<string> {
  const when = { kind: "schedule", cron: "* * * * *", time_zone: "Europe/Berlin" };
  const { id } = await mia.must<{ id: string }>("POST", "/agent-triggers", { agent_id: agentId, text: task, ...when });
  return id;
}

async function byChat(who: Browser, agentId: string): Promise<{ id: string }> {
  const { id } = await who.must<{ id: string }>("POST", "/conversations", { agent_id: agentId });
  type Sent = { reply: { id: string } };
  const { reply } = await who.must<Sent>("POST", `/conversations/${id}/messages`, { text: task });
  const run = await until("the run of the answer", async () => {
    type Page = { data: { id: string; run_id: string | null }[] };
    const { data } = await who.must<Page>("GET", `/conversations/${id}/messages?limit=10`);
    return data.find((one) => one.id === reply.id)?.run_id ?? undefined;
  });
  return { id: run };
}

async function byOpenAi(origin: string, apiKey: string): Promise<{ id: string }> {
  const client = new OpenAI({ apiKey, baseURL: `${origin}/v1`, maxRetries: 0 });
  const messages = [{ role: "user" as const, content: task }];
  const answer = await client.chat.completions.create({ model: "agent:inbox-helper", messages });
  const { avow } = answer as unknown as { avow?: { run_id: string } };
  must(avow, `OpenAI's client got no run: ${JSON.stringify(answer)}`);
  return { id: avow.run_id };
}

const info = { name: "scenario", version: "1" };
const withKey = (key: string) => ({ requestInit: { headers: { authorization: `Bearer ${key}` } } });

async function connectNew(origin: string, key: string): Promise<Client> {
  const client = new Client(info, { versionNegotiation: { mode: "auto" } });
  await client.connect(new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), withKey(key)));
  return client;
}

async function connectOld(origin: string, key: string): Promise<Client> {
  const client = new OldClient(info);
  await client.connect(new OldTransport(new URL(`${origin}/mcp`), withKey(key)));
  return client as unknown as Client;
}

async function byMcp(client: Client, agentId: string): Promise<{ id: string }> {
  const told = await client.callTool({ name: "agents_run", arguments: { agent_id: agentId, text: task } });
  await client.close();
  must(!told.isError, `MCP was refused: ${JSON.stringify(told.content)}`);
  return told.structuredContent as { id: string };
}

const bySchedule = (who: Browser, triggerId: string) =>
  until(
    "the schedule's run",
    async () => {
      const { data } = await who.must<{ data: (SeenRun & { created_at: string })[] }>("GET", "/runs?limit=100");
      return data.find(({ trigger }) => trigger === "schedule") ?? (triggerId ? undefined : false);
    },
    75_000,
  );
