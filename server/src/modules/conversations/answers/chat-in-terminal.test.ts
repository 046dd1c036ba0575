import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { writeConfig } from "../../../../../client/src/cli/config.ts";
import { runCli } from "../../../../../client/src/cli/run-cli.ts";
import type { Terminal } from "../../../../../client/src/cli/terminal.ts";
import { makeApiKey } from "../../../testing/deeds/join-organization.ts";
import { listenForReal } from "../../../testing/listen-for-real.ts";
import { openTwoTenants, type TwoTenants } from "../../../testing/open-two-tenants.ts";
import { readAnswer } from "../../../testing/read-answer.ts";
import { makeTooledAgent, type SeenApproval } from "../../../testing/deeds/run-agents.ts";
import { until } from "../../../testing/world.ts";

let all: TwoTenants;
let place: Awaited<ReturnType<typeof listenForReal>>;
let folder: string;
beforeAll(async () => {
  all = await openTwoTenants();
  place = await listenForReal(all.world);
  folder = await mkdtemp(join(tmpdir(), "avow-chat-"));
});
afterAll(async () => {
  await place.close();
  await all.world.close();
  await rm(folder, { recursive: true });
});

const talking = ["conversations.read", "conversations.write", "agents.read", "tools.use", "runs.write"];
const unasked = () => Promise.reject(new Error("nothing is asked here"));

/** `avow` at a terminal, with a key of Ada's. */
async function openTerminal(scopes: readonly string[]) {
  const { organizationId: organization_id, workspaceId: workspace_id } = all.ada;
  const { token } = await makeApiKey(all.ada, { scopes, workspace_ids: [workspace_id] });
  const env = { AVOW_CONFIG: join(folder, "config.json"), AVOW_URL: place.origin, AVOW_API_KEY: token };
  await writeConfig(env, { organization_id, workspace_id });
  const [shown, said]: [string[], string[]] = [[], []];
  const terminal: Terminal = {
    out: (line) => void shown.push(line),
    write: (text) => void shown.push(text),
    say: (line) => void said.push(line),
    progress: () => undefined,
    ask: unasked,
    openFile: unasked,
    env,
  };
  return { run: (...words: string[]) => runCli(words, terminal), shown, said };
}

const findWaiting = async (): Promise<SeenApproval | undefined> => {
  const asked = all.ada.request("/api/v1/approvals?state=pending&limit=10");
  return (await readAnswer<{ data: SeenApproval[] }>(asked, 200)).data[0];
};

test("a terminal shows what tools do, and where a person says yes: the key that it talks by cannot", async () => {
  const agent = await makeTooledAgent(all.ada, [{ name: "calculate", approval: "always" }, { name: "get_time" }]);
  const { run, shown, said } = await openTerminal([...talking, "runs.read", "approvals.read"]);
  const ended = run("chat", agent.id, 'call: calculate {"expression":"6*7"}\ncall: get_time {}');
  const { id, hash } = await until(findWaiting);
  const line = await until(() => said.find((one) => one.startsWith("? calculate")));
  expect(line).toContain('{"expression":"6*7"} waits for a yes.');
  expect(line).toContain(`Decide at ${place.origin}/approvals`);
  expect(shown.join("")).not.toContain("42");
  await readAnswer(all.ada.request(`/api/v1/approvals/${id}/approve`, { method: "POST", json: { hash } }), 200);
  expect(await ended, said.join("\n")).toBe(0);
  expect(said).toContainEqual(expect.stringMatching(/^- calculate /));
  expect(said).toContainEqual(expect.stringMatching(/^- get_time /));
  expect(shown.join("")).toContain("42");
});

test("what is refused is told with its reason, and arguments of a model move no cursor", async () => {
  const agent = await makeTooledAgent(all.ada, [{ name: "calculate" }]);
  const { run, said } = await openTerminal([...talking, "runs.read"]);
  expect(await run("chat", agent.id, 'call: calculate {"expression":"\u001b[2Jsurely"}'), said.join("\n")).toBe(0);
  const told = said.find((one) => one.includes("calculate"))!;
  expect(told).toMatch(/^x calculate .* was (refused|failed)\./);
  expect(told).not.toContain("\u001b");
});

test("a key that may not read runs gets its answer, and nothing of what tools did", async () => {
  const agent = await makeTooledAgent(all.ada, [{ name: "calculate" }]);
  const { run, shown, said } = await openTerminal(talking);
  expect(await run("chat", agent.id, 'call: calculate {"expression":"6*7"}'), said.join("\n")).toBe(0);
  expect(shown.join("")).toContain("42");
  expect(said.join("\n")).not.toContain("calculate");
});
