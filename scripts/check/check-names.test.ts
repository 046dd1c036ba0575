import { expect, test } from "vitest";
import { checkNames } from "./check-names.ts";
import { withTree } from "./fixture-tree.ts";

const clean = {
  "server/migrations/0001-webhooks.sql": "",
  "server/migrations/0002-deliveries.sql": "",
  "docs/decisions/0001-outbox-in-postgres.md": "",
  "server/src/modules/webhooks/module.ts": "",
  "server/src/modules/webhooks/tables.ts": "",
  "server/src/modules/webhooks/errors.ts": "",
  "server/src/modules/webhooks/public.ts": "",
  "server/src/modules/webhooks/create-webhook.ts": "export const createWebhook = 1;",
  "server/src/modules/webhooks/create-webhook.test.ts": "",
  "server/src/modules/webhooks/deliver-event.job.ts": "export const deliverEvent = 1;",
  "server/src/modules/webhooks/on-contact-erased.ts": "export const onContactErased = 1;",
  "server/src/modules/webhooks/sign-payload.ts": "export function signPayload() {}",
  "web/src/features/webhooks/webhooks-page.tsx": "",
  "server/src/privacy/export/write-index.ts": "",
};

const problemsIn = (files: Record<string, string>) =>
  withTree({ ...clean, ...files }, (root) => checkNames(root).map(({ file, what }) => `${file}: ${what}`));

test("a module in the vocabulary has no problem", async () => {
  expect(await problemsIn({})).toEqual([]);
});

test.each([
  ["server/src/framework/utils.ts", "", '"utils" does not say what is in it'],
  ["server/src/framework/date-helpers.ts", "", '"helpers" does not say what is in it'],
  ["web/src/common/button.tsx", "", '"common" does not say what is in it'],
  ["client/src/index.ts", "", '"index" does not say what is in it'],
  ["server/src/privacy/types.ts", "", '"types" does not say what is in it'],
  ["web/src/design/AppShell.tsx", "", '"AppShell.tsx" is not kebab-case'],
  ["server/src/modules/webhooks/webhooks.ts", "", "is not in a module's vocabulary"],
  ["server/src/modules/webhooks/create-webhook.service.ts", "", "is not in a module's vocabulary"],
  ["server/src/modules/webhooks/services/create-webhook.ts", "", '"services" is a kind, not a noun'],
  [
    "server/src/modules/webhooks/webhook-create.ts",
    "export const webhookCreate = 1;",
    'begins with the noun "webhook"',
  ],
  ["server/src/modules/webhooks/rotate-secret.ts", "export const rotate = 1;", "does not export rotateSecret"],
  ["server/src/modules/agents/create-agent.ts", "export const createAgent = 1;", "has no module.ts"],
  ["server/migrations/0004-posts.sql", "", "should be number 0003 of its folder, as 0003-what-it-does.sql"],
  ["server/migrations/0002-posts.sql", "", "should be number 0003 of its folder, as 0003-what-it-does.sql"],
])("%s is refused", async (file, text, what) => {
  const where = what === "has no module.ts" ? "server/src/modules/agents" : file;
  expect(await problemsIn({ [file]: text })).toEqual([`${where}: ${what}`]);
});

test("a module of more than 24 files is to be split", async () => {
  const names = Array.from({ length: 20 }, (_, index) => index);
  const files = names.map((n): [string, string] => [
    `server/src/modules/webhooks/list-thing${n}.ts`,
    `export const listThing${n} = 1;`,
  ]);
  expect(await problemsIn(Object.fromEntries(files))).toEqual([
    "server/src/modules/webhooks: holds 28 files, more than 24",
  ]);
});
