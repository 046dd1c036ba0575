import { expect, test } from "vitest";
import { checkSingleDoors } from "./check-single-doors.ts";
import { withTree } from "./fixture-tree.ts";

const problemsIn = (files: Record<string, string>) =>
  withTree(files, (root) => checkSingleDoors(root).map(({ file, line, what }) => `${file}:${line}: ${what}`));

test("environment, time and network read at their door are no problem", async () => {
  const problems = await problemsIn({
    "server/src/main.ts": 'export const port = process.env["PORT"];',
    "server/src/operate/schema/migrate.ts": "export const url = process.env.DATABASE_URL;",
    "server/src/framework/clock.ts": "export const clock = () => new Date();",
    "server/src/framework/measure.ts": "export const startedAt = performance.now();\nexport const day = new Date(0);",
    "server/src/egress/outward/connect.ts": "export const get = (url: string) => fetch(url);",
    "server/src/integrations/ollama/list-models.ts":
      "export const list = ({ fetch }: { fetch: typeof globalThis.fetch }) => fetch('/');",
    "server/src/modules/agents/a.test.ts": "export const a = [process.env, Date.now(), 'select now()'];",
    "server/migrations/0001-agents.sql": "-- never now()\ncreate table agents (id text);",
    "web/src/features/chat/show-age.ts": "export const age = () => Date.now();",
    "client/src/cli/sign-in.ts": "export const key = process.env['AVOW_API_KEY'];",
  });
  expect(problems).toEqual([]);
});

test.each([
  ["process.env", "export const a = process.env.PORT;", "reads process.env"],
  ["a destructured process.env", "const { env } = process;\nexport const a = env;", "reads process.env"],
  ["an imported env", 'import { env } from "node:process";\nexport const a = env;', "imports env from node:process"],
  ["new Date()", "export const a = new Date();", "reads the time with new Date()"],
  ["Date()", "export const a = Date();", "reads the time with Date()"],
  ["Date.now()", "export const a = Date.now();", "reads the time with Date.now"],
  ["Date.now passed on", 'export const a = Date["now"];', "reads the time with Date.now"],
  ["fetch()", "export const a = () => fetch('/');", "uses the global fetch"],
  ["fetch passed on", "declare const use: (f: unknown) => void;\nuse(fetch);", "uses the global fetch"],
  ["globalThis.fetch", "export const a = globalThis.fetch;", "uses the global fetch"],
  ["a cookie of its own", 'export const a = (h: Headers) => h.append("Set-Cookie", "a=b");', "sets a cookie"],
  ["document.cookie", 'document.cookie = "a=b";', "uses document.cookie"],
  [
    "hono/cookie",
    'import { setCookie } from "hono/cookie";\nexport const a = setCookie;',
    "sets cookies with hono/cookie",
  ],
  ["now() in SQL", "export const a = `select now ()`;", "SQL reads the time with now ()"],
  [
    "current_timestamp in SQL",
    'export const a = "default CURRENT_TIMESTAMP";',
    "SQL reads the time with CURRENT_TIMESTAMP",
  ],
  [
    "clock_timestamp() in SQL",
    "export const a = 'select clock_timestamp()';",
    "SQL reads the time with clock_timestamp()",
  ],
])("%s elsewhere is refused", async (_, text, what) => {
  const problems = await problemsIn({ "server/src/modules/agents/list-agents.ts": text });
  expect(problems).toEqual([expect.stringContaining(what)]);
});

test("a migration may not read the database's clock", async () => {
  const text = "create table agents (\n  created_at timestamptz not null default now()\n);";
  expect(await problemsIn({ "server/migrations/0001-agents.sql": text })).toEqual([
    "server/migrations/0001-agents.sql:2: SQL reads the time with now()",
  ]);
});
