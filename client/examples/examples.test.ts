import { execFile } from "node:child_process";
import { createHmac, randomBytes } from "node:crypto";
import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { describeVerbs, runVerb } from "../../server/src/operate/cli.ts";
import { type Avow, openDeployment, type TestDeployment } from "../../server/src/testing/processes/start-avow.ts";
import { until } from "../../server/src/testing/world.ts";
import { commands } from "../src/cli/commands.ts";
import { readConfig } from "../src/cli/config.ts";
import { operatorVerbs } from "../src/cli/operator-verbs.ts";
import { exitCodes } from "../src/cli/exit-codes.ts";
import { runCli } from "../src/cli/run-cli.ts";
import type { Terminal } from "../src/cli/terminal.ts";
import { createClient } from "../src/client.ts";
import { keepAFile } from "./keep-a-file.ts";
import { receiveWebhooks } from "./receive-a-webhook.ts";
import { talkToAnAgent } from "./talk-to-an-agent.ts";

/** Plain JavaScript, without types. */
const commandsFile: string = "../bin/client-commands.mjs";

let deployment: TestDeployment;
let avow: Avow;
let origin = "";
let folder = "";
const password = "a long enough secret for the command line";

beforeAll(async () => {
  deployment = await openDeployment();
  folder = await mkdtemp(join(tmpdir(), "avow-cli-"));
  avow = deployment.start("all");
  origin = await avow.origin();
});
afterAll(async () => {
  await deployment.close();
  await rm(folder, { recursive: true });
});

/** A terminal of a test: what it shows is kept, and whatever is asked is answered so. */
function openTerminal(config: string, answer = password) {
  const shown: string[] = [];
  const said: string[] = [];
  const files = new Map<string, Uint8Array[]>();
  const terminal: Terminal = {
    out: (line) => void shown.push(line),
    write: (text) => void shown.push(text),
    say: (line) => void said.push(line),
    progress: () => undefined,
    ask: () => Promise.resolve(answer),
    env: { AVOW_CONFIG: join(folder, config), AVOW_URL: origin },
    async openFile(path) {
      const { open } = await import("node:fs/promises");
      const file = await open(path, "w");
      return { write: async (bytes) => void (await file.write(bytes)), close: () => file.close() };
    },
  };
  const run = (...words: string[]) => runCli(words, terminal);
  const json = async (...words: string[]) => {
    shown.length = 0;
    const code = await run(...words, "--json");
    if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}: ${said.at(-1)}`);
    return JSON.parse(shown.join("")) as { id: string; [field: string]: unknown };
  };
  return { run, json, shown, said, files, terminal };
}

test("from the owner link to a verified receipt, without a browser", async () => {
  const { run, json, shown, said } = openTerminal("ada.json");
  const link = `${origin}/welcome#token=${await avow.ownerToken()}`;
  const email = "ada@example.test";
  await json("sign-up", link, "--email", email, "--name", "Ada", "--birth-date", "1990-04-01");
  expect((await stat(join(folder, "ada.json"))).mode & 0o777).toBe(0o600);
  expect(await json("whoami")).toMatchObject({ email });

  const organization = await json("organizations", "create", "Analytical Engines");
  await json("organizations", "ai", "on");
  const workspace = await json("workspaces", "create", "Engine room");
  expect(await run("workspaces", "use", workspace.id)).toBe(0);
  await json("workspaces", "ai", "on");
  const agent = await json("agents", "create", "Countess", "--instructions", "Answer in verse.");
  expect(await run("agents")).toBe(0);
  expect(shown.join("\n")).toContain("Countess");

  shown.length = 0;
  expect(await run("chat", agent.id, "What", "can", "it", "compose?"), said.join("\n")).toBe(0);
  expect(shown.length).toBeGreaterThan(2);
  expect(shown.join("").length).toBeGreaterThan(20);

  const calls = (await json("generations")) as unknown as { id: string; state: string }[];
  expect(calls).toMatchObject([{ state: "completed", surface: "chat" }]);
  expect(await json("generations", "show", calls[0]!.id)).toMatchObject({
    call: { id: calls[0]!.id, surface: "chat" },
  });
  expect(await run("generations", "--state", "failed"), said.join("\n")).toBe(0);
  expect(await run("generations", "--state", "dreaming")).toBe(exitCodes.usage);

  const zip = join(folder, "everything.zip");
  const exported = await json("export", "--to", zip);
  expect((await readFile(zip)).subarray(0, 2).toString()).toBe("PK");
  expect(exported["bytes"]).toBe((await stat(zip)).size);
  expect(await run("requests"), said.join("\n")).toBe(0);

  const log = join(folder, "audit.jsonl");
  await json("audit", "--to", log);
  expect(await runVerb(["audit", "verify", log], { out: () => undefined, error: () => undefined })).toBe(0);

  const dry = ["erase", "--subject", "organization", "--dry-run"];
  expect(await run(...dry), said.join("\n")).toBe(0);
  const wrong = ["erase", "--subject", "organization", "--immediately", "Another name"];
  expect(await run(...wrong)).toBe(exitCodes.refused);
  const listed = (await json("requests")) as unknown as { id: string; kind: string; state: string }[];
  const planned = listed.find(({ kind, state }) => kind === "erase" && state === "planned");
  expect(await run("requests", "withdraw", planned!.id)).toBe(0);
  const receipt = join(folder, "receipt.json");
  const erase = ["erase", "--subject", "organization", "--immediately", "Analytical Engines", "--receipt", receipt];
  expect(await run(...erase), said.join("\n")).toBe(0);
  const verdict: string[] = [];
  expect(
    await runVerb(["receipt", "verify", receipt], { out: (line) => verdict.push(line), error: () => undefined }),
  ).toBe(0);
  expect(verdict[0]).toBe("This receipt verifies: it says what the deployment signed.");
  expect(await readFile(receipt, "utf8")).not.toContain(organization.id);
});

let session = "";
let tenant = { organizationId: "", workspaceId: "" };
const readSdk = () => createClient({ origin, session: () => session, tenant: () => tenant });

test("the examples run as they are printed", async () => {
  const { credential } = await readConfig({ AVOW_CONFIG: join(folder, "ada.json") });
  session = credential?.kind === "session" ? credential.cookie : "";
  const { data } = await readSdk().POST("/organizations", { body: { name: "Examples" } });
  tenant = { organizationId: data!.id, workspaceId: data!.workspaces[0]!.id };
  const client = readSdk();
  await client.PATCH("/organization", { body: { ai_enabled: true } });
  await client.PATCH("/workspaces/{workspace_id}", {
    params: { path: { workspace_id: tenant.workspaceId } },
    body: { ai_enabled: true },
  });
  // The agent that a workspace begins with is made right after it.
  await until(async () => (await client.GET("/agents")).data!.data.length > 0);
  const pieces: string[] = [];
  const answer = await talkToAnAgent(client, "Who are you?", (piece) => pieces.push(piece));
  expect(pieces.length).toBeGreaterThan(1);
  expect(pieces.join("")).toBe(answer);
  expect(await keepAFile(client, "hello, file")).toBe("hello");
});

test("a webhook is taken once it is proven, and refused when anything differs", async () => {
  const key = randomBytes(24);
  const secret = `whsec_${key.toString("base64")}`;
  const taken: unknown[] = [];
  const handle = receiveWebhooks(secret, (event) => taken.push(event));
  const body = JSON.stringify({ type: "agent.created" });
  const send = (changed: { body?: string; at?: number; id?: string } = {}) => {
    const at = String(changed.at ?? Math.floor(Date.now() / 1000));
    const signature = createHmac("sha256", key).update(`msg_1.${at}.${body}`).digest("base64");
    const headers = {
      "webhook-id": changed.id ?? "msg_1",
      "webhook-timestamp": at,
      "webhook-signature": `v1,AAAA v1,${signature}`,
    };
    return handle(new Request("http://here.test/", { method: "POST", headers, body: changed.body ?? body }));
  };
  expect((await send()).status).toBe(204);
  expect(taken).toEqual([{ type: "agent.created" }]);
  for (const changed of [{ body: "{}" }, { id: "msg_2" }, { at: Math.floor(Date.now() / 1000) - 600 }])
    expect((await send(changed)).status).toBe(401);
  expect(taken).toHaveLength(1);
});

test("a device is let in by a code, and by nothing else", async () => {
  const { run, said } = openTerminal("device.json");
  const signing = run("login", "--device-name", "Test device");
  const code = await new Promise<string>((resolve) => {
    const timer = setInterval(() => {
      const found = /type (\S+),/.exec(said.join("\n"))?.[1];
      if (!found) return;
      clearInterval(timer);
      resolve(found);
    }, 20);
  });
  await readSdk().POST("/device-authorizations/approve", { body: { user_code: code } });
  expect(await signing, said.join("\n")).toBe(0);
  const config = await readConfig({ AVOW_CONFIG: join(folder, "device.json") });
  expect(config.credential?.kind).toBe("tokens");
  expect(await run("whoami"), said.join("\n")).toBe(0);
  expect(await run("workspaces", "use", tenant.workspaceId)).toBe(0);
  expect(await run("agents"), said.join("\n")).toBe(0);
  expect(await run("logout"), said.join("\n")).toBe(0);
  expect(await run("whoami")).toBe(exitCodes.notSignedIn);
});

test("exit codes tell programs what happened", async () => {
  const { run, said } = openTerminal("nobody.json");
  expect(await run("agents")).toBe(exitCodes.notSignedIn);
  expect(await run("agents", "--surprise")).toBe(exitCodes.usage);
  expect(await run("nothing-of-the-kind")).toBe(exitCodes.usage);
  expect(await run("receipts", "get", "no-such-token")).toBe(exitCodes.notFound);
  expect(said.at(-1)).toContain("request.not_found");
  const away = openTerminal("away.json");
  away.terminal.env["AVOW_URL"] = "http://127.0.0.1:9";
  expect(await away.run("receipts", "get", "token")).toBe(exitCodes.unavailable);
});

test("one help names what there is for whoever uses Avow and for whoever runs it", async () => {
  const program = join(import.meta.dirname, "../bin/avow.mjs");
  const avowHelp = async (...words: string[]) =>
    (await promisify(execFile)(process.execPath, [program, ...words])).stdout;
  const [bare, asked] = await Promise.all([avowHelp(), avowHelp("--help")]);
  expect(bare).toBe(asked);
  const named = bare.split("\n").map((line) => line.trim().split(/ {2,}/)[0]!);
  expect(named).toEqual(expect.arrayContaining([...commands.map(({ name }) => name), ...operatorVerbs]));
  expect(await avowHelp("help", "chat")).toContain("avow chat AGENT_ID TEXT");
  expect(await avowHelp("audit", "verify", "--help")).toContain("npx avow audit verify FILE");
});

test("the program knows every command of the table, and completion names them in every shell", async () => {
  const { clientCommands } = (await import(commandsFile)) as { clientCommands: string[] };
  expect(clientCommands.toSorted()).toEqual(commands.map(({ name }) => name).toSorted());
  for (const shell of ["bash", "zsh", "fish"]) {
    const { run, shown } = openTerminal("nobody.json");
    expect(await run("completion", shell)).toBe(0);
    for (const { name } of commands) expect(shown.join("\n")).toContain(name);
    expect(shown.join("\n")).toMatch(/\bbackup\b.*list check drill/);
  }
  expect(describeVerbs().map((line) => line.trim().split(/ {2,}/)[0])).toEqual(operatorVerbs);
});
