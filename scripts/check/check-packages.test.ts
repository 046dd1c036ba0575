import { expect, test } from "vitest";
import { checkPackages } from "./check-packages.ts";
import { withTree } from "./fixture-tree.ts";

const problemsIn = (files: Record<string, string>) =>
  withTree(files, (root) => checkPackages(root).map(({ file, what }) => `${file}: ${what}`));

test("each package is imported where its door is", async () => {
  const problems = await problemsIn({
    "server/src/framework/database/tenant.ts": 'import pg from "pg";',
    "server/src/framework/types.ts": 'import type { Pool } from "pg";',
    "server/src/framework/app.ts": 'import { Hono } from "hono";',
    "server/src/egress/outward/connect.ts": 'import { Agent } from "undici";\nimport { connect } from "node:tls";',
    "server/src/integrations/smtp/mailbox.ts": 'import nodemailer from "nodemailer";',
    "server/src/integrations/smtp/fake.ts": 'import { createServer } from "node:net";',
    "server/src/modules/agents/create-agent.test.ts": 'import { test } from "vitest";\nimport pg from "pg";',
  });
  expect(problems).toEqual([]);
});

test.each([
  ["server/src/modules/agents/create-agent.ts", "pg"],
  ["server/src/framework/jobs/jobs.ts", "pg"],
  ["server/src/modules/agents/create-agent.ts", "hono"],
  ["server/src/modules/agents/create-agent.ts", "undici"],
  ["server/src/integrations/ollama/model.ts", "node:https"],
  ["server/src/modules/agents/create-agent.ts", "node:child_process"],
  ["server/src/framework/send-mail.ts", "nodemailer"],
  ["server/src/privacy/planner.ts", "pino"],
  ["server/src/framework/jobs/jobs.ts", "pg-boss"],
  ["server/src/framework/jobs/jobs.ts", "vitest"],
])("%s may not import %s", async (file, packageName) => {
  expect(await problemsIn({ [file]: `import "${packageName}/deep";` })).toEqual([
    `${file}: may not import ${packageName}`,
  ]);
  expect(await problemsIn({ [file]: `export const a = await import("${packageName}");` })).toEqual([
    `${file}: may not import ${packageName}`,
  ]);
});

test("a type from a guarded package is refused outside the framework", async () => {
  const file = "server/src/modules/agents/create-agent.ts";
  expect(await problemsIn({ [file]: 'import type { Context } from "hono";' })).toEqual([
    `${file}: may not import hono`,
  ]);
});
