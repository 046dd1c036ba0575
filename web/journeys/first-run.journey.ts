import { expect, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessible, watch, write } from "./steps.ts";

test.describe.configure({ mode: "serial" });
let avow: Deployment;
test.beforeAll(async () => {
  avow = await startDeployment();
});
test.afterAll(() => avow.stop());

test("a new owner goes from the link to a streamed answer, and the link works once", async ({ page, context }) => {
  const { complaints } = watch(page, avow.origin);
  await becomeOwner(page, avow.ownerLink);
  await page.getByRole("link", { name: /Build an agent/ }).click();
  await write(page, "Hello, who are you?");
  const answer = page.getByRole("article", { name: /answers$/ }).last();
  await expect(answer).toContainText(/sandbox/i, { timeout: 30_000 });
  await expect(page.getByRole("button", { name: "Answer again" })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/No AI was called/i).first()).toBeVisible();

  const cookies = await context.cookies();
  const byName = cookies.toSorted((a, b) => a.name.localeCompare(b.name));
  expect(byName.map(({ name, httpOnly, sameSite }) => ({ name, httpOnly, sameSite }))).toEqual([
    { name: "avow-device", httpOnly: true, sameSite: "Lax" },
    { name: "avow-session", httpOnly: true, sameSite: "Lax" },
  ]);
  expect(complaints).toEqual([]);

  const stranger = await context.browser()!.newContext();
  const second = await stranger.newPage();
  await second.goto(avow.ownerLink);
  await expect(second.getByRole("heading", { level: 1 })).toContainText("This link has been used");
  await stranger.close();
});

const pages = [
  "/",
  "/inbox",
  "/inbox/contacts",
  "/inbox/contacts/import",
  "/agents",
  "/agents/new",
  "/content",
  "/content/files",
  "/device",
  "/connections",
  "/developers",
  "/developers/generations",
  "/wallet",
  "/conversations",
  "/trust",
  "/trust/members",
  "/trust/promises",
  "/trust/policy",
  "/trust/processors",
  "/trust/audit",
  "/trust/security",
  "/trust/data",
  "/settings/profile",
  "/settings/security",
  "/settings/sessions",
  "/settings/identities",
  "/settings/organization",
  "/operator/settings",
  "/operator/policy",
  "/operator/processors",
  "/operator/mailbox",
  "/operator/organizations",
  "/operator/security",
];

for (const scheme of ["light", "dark"] as const) {
  test(`every page is accessible, asks no other host and sets no other cookie: ${scheme}`, async ({
    page,
    context,
  }) => {
    test.setTimeout(150_000);
    await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
    const { complaints } = watch(page, avow.origin);
    for (const path of ["/sign-in", "/forgot-password"]) {
      await page.goto(`${avow.origin}${path}`);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectAccessible(page);
    }
    await signIn(page);
    for (const path of pages) {
      await page.goto(`${avow.origin}${path}`);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      await page.waitForLoadState("networkidle");
      await expectAccessible(page);
    }
    const cookies = await context.cookies();
    expect(cookies.map(({ name }) => name).toSorted()).toEqual(["avow-device", "avow-session"]);
    expect(complaints).toEqual([]);
  });
}

async function signIn(page: import("@playwright/test").Page): Promise<void> {
  await page.goto(`${avow.origin}/sign-in`);
  await page.getByLabel("E-mail").fill("olga@example.org");
  await page.getByLabel("Password", { exact: true }).fill("violet harbor lantern 42");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${avow.origin}/`);
}
