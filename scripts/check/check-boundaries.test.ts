import { expect, test } from "vitest";
import { checkBoundaries } from "./check-boundaries.ts";
import { withTree } from "./fixture-tree.ts";

const webhook = "export const webhook = 1;\n";
const clean = {
  "server/src/framework/clock.ts": "export const clock = 1;\n",
  "server/src/privacy/public.ts": 'import { clock } from "../framework/clock.ts";\nexport const privacy = clock;\n',
  "server/src/egress/public.ts": 'import { privacy } from "../privacy/public.ts";\nexport const egress = privacy;\n',
  "server/src/integrations/roles/models/model.ts": "export type Model = string;\n",
  "server/src/integrations/ollama/model.ts":
    'import type { Model } from "../roles/models/model.ts";\nexport const ollama: Model = "o";\n',
  "server/src/modules/agents/public.ts": 'export { replyReady } from "./reply-ready.ts";\n',
  "server/src/modules/agents/reply-ready.ts": "export const replyReady = 1;\n",
  "server/src/modules/chats/on-reply-ready.ts":
    'import { replyReady } from "../agents/public.ts";\nexport const onReplyReady = replyReady;\n',
  "server/src/modules/chats/on-reply-ready.test.ts":
    'import { replyReady } from "../agents/reply-ready.ts";\nexport const seen = replyReady;\n',
  "server/src/app.ts":
    'import { onReplyReady } from "./modules/chats/on-reply-ready.ts";\nexport const app = onReplyReady;\n',
  "server/src/main.ts": 'import { app } from "./app.ts";\nexport const main = app;\n',
  "client/src/client.ts": "export const client = 1;\n",
  "web/src/api.ts": 'import { client } from "@avow/client";\nexport const api = client;\n',
  "web/src/features/chat/chat-page.tsx": 'import { api } from "../../api.ts";\nexport const page = <p>{api}</p>;\n',
};

const problemsIn = (files: Record<string, string>) =>
  withTree({ ...clean, ...files }, (root) => checkBoundaries(root).map(({ file, what }) => `${file}: ${what}`));

test("a tree that keeps to the table of layers has no problem", async () => {
  expect(await problemsIn({})).toEqual([]);
});

test.each([
  [
    "framework",
    "server/src/framework/a.ts",
    'import "../privacy/public.ts";',
    "framework may not import server/src/privacy/public.ts",
  ],
  [
    "privacy",
    "server/src/privacy/a.ts",
    'import "../modules/agents/public.ts";',
    "privacy may not import server/src/modules/agents/public.ts",
  ],
  [
    "egress",
    "server/src/egress/a.ts",
    'import "../integrations/ollama/model.ts";',
    "egress may not import server/src/integrations/ollama/model.ts",
  ],
  [
    "an integration",
    "server/src/integrations/smtp/a.ts",
    'import "../ollama/model.ts";',
    "integrations/smtp may not import server/src/integrations/ollama/model.ts",
  ],
  [
    "a module, past public.ts",
    "server/src/modules/chats/a.ts",
    'import "../agents/reply-ready.ts";',
    "modules/chats may not import server/src/modules/agents/reply-ready.ts",
  ],
  [
    "a module, of privacy",
    "server/src/modules/chats/a.ts",
    'import "../../privacy/planner.ts";',
    "modules/chats may not import server/src/privacy/planner.ts",
  ],
  [
    "a module, of a vendor",
    "server/src/modules/chats/a.ts",
    'import "../../integrations/ollama/model.ts";',
    "modules/chats may not import server/src/integrations/ollama/model.ts",
  ],
  ["web, of the server", "web/src/a.ts", 'import "../../server/src/app.ts";', "web may not import server/src/app.ts"],
  [
    "web, by type",
    "web/src/a.ts",
    'export type A = import("../../server/src/app.ts").A;',
    "web may not import server/src/app.ts",
  ],
  [
    "web, lazily",
    "web/src/a.ts",
    'export const a = () => import("../../server/src/app.ts");',
    "web may not import server/src/app.ts",
  ],
  ["client", "client/src/a.ts", 'import "../../server/src/app.ts";', "client may not import server/src/app.ts"],
  ["design", "web/src/design/a.ts", 'import "../api.ts";', "design may not import web/src/api.ts"],
  [
    "shipped code, of tests",
    "server/src/app.ts",
    'import "./testing/world.ts";',
    "imports server/src/testing/world.ts, which is for tests only",
  ],
  ["a file in no place", "server/src/misplaced.ts", "export const a = 1;", "is in no known place"],
])("%s is refused what the table does not give it", async (_, file, text, what) => {
  expect(await problemsIn({ [file]: text })).toEqual([`${file}: ${what}`]);
});

test("web reaches the client only as a package", async () => {
  const problems = await problemsIn({ "web/src/a.ts": 'import "../../client/src/client.ts";' });
  expect(problems).toEqual(["web/src/a.ts: reaches into client/src/client.ts"]);
});

test("files that load each other are refused, with the way round", async () => {
  const problems = await problemsIn({
    "server/src/framework/a.ts": 'import "./b.ts";',
    "server/src/framework/b.ts": 'import "./c.ts";',
    "server/src/framework/c.ts": 'import "./a.ts";',
  });
  const [a, b, c] = ["a", "b", "c"].map((name) => `server/src/framework/${name}.ts`);
  expect(problems).toEqual([`${a}: files import each other: ${a} → ${b} → ${c} → ${a}`]);
});

test("modules that import each other are refused, also by type and through different files", async () => {
  const problems = await problemsIn({
    "server/src/modules/chats/public.ts": "export type Chat = string;",
    "server/src/modules/agents/start-chat.ts": 'import type { Chat } from "../chats/public.ts";\nexport type A = Chat;',
  });
  expect(problems).toEqual(["agents: modules import each other: agents → chats → agents"]);
});

test("a barrel is refused, however it is written", async () => {
  const refused = "passes on what server/src/modules/agents/reply-ready.ts exports";
  const file = "server/src/modules/agents/list-agents.ts";
  expect(await problemsIn({ [file]: 'export { replyReady } from "./reply-ready.ts";' })).toEqual([
    `${file}: ${refused}`,
  ]);
  expect(
    await problemsIn({ [file]: 'import { replyReady } from "./reply-ready.ts";\nexport { replyReady };' }),
  ).toEqual([`${file}: ${refused}`]);
  const promise = "server/src/modules/agents/public.ts";
  expect(await problemsIn({ [promise]: 'export * from "./reply-ready.ts";' })).toEqual([`${promise}: ${refused}`]);
});

test("a file that cannot be parsed is an error, never a silent pass", async () => {
  await expect(problemsIn({ "server/src/framework/a.ts": "export const = ;" })).rejects.toThrow(
    "framework/a.ts cannot be parsed",
  );
});

test("an import in a comment or a string is no import", async () => {
  const text = `// import "../privacy/public.ts";\n${webhook}export const s = 'import "../app.ts"';`;
  expect(await problemsIn({ "server/src/framework/a.ts": text })).toEqual([]);
});
