import { expect, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessibleInBoth, expectNarrow, signIn, watch, write } from "./steps.ts";

// The longest of the journeys: as many browsers as there are share it, each with a deployment of its own.
test.describe.configure({ mode: "parallel" });
let avow: Deployment;

/** Someone has been here: an owner, what they said to the agent there is, and two agents more. */
test.beforeAll(async ({ browser }) => {
  avow = await startDeployment();
  const page = await browser.newPage();
  await becomeOwner(page, avow.ownerLink);
  await page.getByRole("link", { name: /Build an agent/ }).click();
  await write(page, "Hello, who are you?");
  await expect(page.getByRole("button", { name: "Answer again" })).toBeVisible({ timeout: 60_000 });
  for (const name of ["One", "Two"]) {
    await page.goto(`${avow.origin}/agents/new`);
    await page.getByRole("button", { name: "Start from nothing" }).click();
    await page.getByLabel("Name").fill(name);
    await page.getByRole("button", { name: "Create agent" }).click();
    await expect(page.getByRole("textbox", { name: /^Message / })).toBeVisible();
  }
  await page.close();
});
test.afterAll(() => avow.stop());

const places = {
  "about work": [
    "/",
    "/inbox",
    "/inbox/contacts",
    "/inbox/contacts/import",
    "/agents",
    "/agents/new",
    "/agents/skills",
    "/agents/widgets",
    "/approvals",
    "/runs",
    "/content",
    "/content/files",
    "/content/knowledge",
    "/conversations",
    "/wallet",
    "/wallet/usage",
    "/wallet/budgets",
  ],
  "about trust": [
    "/trust",
    "/trust/members",
    "/trust/promises",
    "/trust/records",
    "/trust/roles",
    "/trust/policy",
    "/trust/guardrails",
    "/trust/guardrails/preview",
    "/trust/guardrails/report",
    "/trust/publish",
    "/trust/processors",
    "/trust/requests",
    "/trust/holds",
    "/trust/disclosures",
    "/trust/incidents",
    "/trust/minors",
    "/trust/consents",
    "/trust/audit",
    "/trust/security",
    "/trust/data",
  ],
  "about whoever looks, and about programs": [
    "/settings/profile",
    "/settings/security",
    "/settings/sessions",
    "/settings/mail",
    "/settings/memories",
    "/settings/identities",
    "/settings/organization",
    "/device",
    "/verify",
    "/connections",
    "/connections/accounts",
    "/connections/mcp",
    "/developers",
    "/developers/generations",
    "/developers/webhooks",
    "/developers/deliveries",
  ],
  "for the operator": [
    "/operator/settings",
    "/operator/profile",
    "/operator/policy",
    "/operator/processors",
    "/operator/prices",
    "/operator/mailbox",
    "/operator/mails",
    "/operator/mail-templates",
    "/operator/usage",
    "/operator/minors",
    "/operator/takeovers",
    "/operator/backups",
    "/operator/organizations",
    "/operator/security",
  ],
};

for (const [which, pages] of Object.entries(places))
  test(`every page ${which} is accessible in light and in dark, asks no other host and sets no other cookie`, async ({
    page,
    context,
  }) => {
    test.setTimeout(400_000);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    const { complaints } = watch(page, avow.origin);
    await signIn(page, avow.origin);
    for (const path of pages) {
      await page.goto(`${avow.origin}${path}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await expect(page.getByRole("status", { name: "Loading" })).toHaveCount(0);
      await expectAccessibleInBoth(page);
      await expectNarrow(page);
    }
    const cookies = await context.cookies();
    expect(cookies.map(({ name }) => name).toSorted()).toEqual(["avow-device", "avow-session"]);
    expect(complaints).toEqual([]);
  });

test("the pages of nobody in particular are accessible in light and in dark, ask no other host and set no cookie", async ({
  page,
  context,
}) => {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const { complaints } = watch(page, avow.origin);
  for (const path of ["/sign-in", "/forgot-password"]) {
    await page.goto(`${avow.origin}${path}`);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expectAccessibleInBoth(page);
  }
  expect(await context.cookies()).toEqual([]);
  expect(complaints).toEqual([]);
});
