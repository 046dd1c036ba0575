import { expect, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessible, expectNarrow, watch, write } from "./steps.ts";

test.describe.configure({ mode: "serial" });
let avow: Deployment;
test.beforeAll(async () => {
  avow = await startDeployment();
});
test.afterAll(() => avow.stop());

test("an agent is made, given a tool and published; what it would send waits for a yes, and its trace shows who gave it", async ({
  page,
}) => {
  const { complaints } = watch(page, avow.origin);
  await becomeOwner(page, avow.ownerLink);

  await page.goto(`${avow.origin}/agents`);
  await page.getByRole("button", { name: "Start with Inbox helper" }).focus();
  await expectAccessible(page);
  await expectNarrow(page);
  await page.keyboard.press("Enter");
  const needs = page.getByRole("region", { name: "What it still needs" });
  await expect(needs.getByText(/can read your mail, and can send mail as you/)).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);
  await needs.getByRole("link", { name: /^Instructions/ }).press("Enter");
  await expect(page.getByRole("tab", { name: "Instructions" })).toBeFocused();
  await expect(page.getByLabel("Name", { exact: true }).first()).toHaveValue("Inbox helper");
  await page.getByRole("link", { name: "See Evaluation" }).press("Enter");
  await page.getByRole("button", { name: "Run on the draft" }).press("Enter");
  await expect(page.getByText(/^4 of 4/)).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole("link", { name: "See Evaluation" })).toHaveCount(0);
  await expectAccessible(page);
  await expectNarrow(page);

  await page.goto(`${avow.origin}/agents/new`);
  await expectAccessible(page);
  await expectNarrow(page);
  await page.getByRole("button", { name: "Start from nothing" }).press("Enter");
  await expect(page.getByLabel("Name")).toBeFocused();
  await page.getByLabel("Name").fill("Postman");
  await page.getByLabel("Instructions").fill("You write mails for us.");
  await page.getByRole("button", { name: "Create agent" }).click();
  await expect(page.getByRole("textbox", { name: /^Message / })).toBeVisible();

  const agent = new URL(page.url()).searchParams.get("agent");
  await page.goto(`${avow.origin}/agents/${agent}`);
  await page.getByRole("tab", { name: "Tools" }).click();
  await page.getByRole("switch", { name: /Send an? e-?mail/i }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByRole("combobox", { name: "Before it is used" })).toHaveValue("As the tool says");
  await expectAccessible(page);
  await expectNarrow(page);
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Version 1 is in use")).toBeVisible();
  await page.getByRole("tab", { name: "Versions" }).click();
  await expect(page.getByText("in use", { exact: true })).toBeVisible();

  await page.getByRole("link", { name: "Chat" }).click();
  // Another tab that has read its list, and is not told of events yet: it hears of what came between.
  const queue = await page.context().newPage();
  const toldOfEvents = Promise.withResolvers<true>();
  await queue.route("**/events/stream", (route) => toldOfEvents.promise.then(() => route.continue()));
  await queue.goto(`${avow.origin}/approvals`);
  await expect(queue.getByText("Nothing waits for a yes")).toBeVisible();
  const mail = { to: "mara@acme.test", subject: "The brakes", text: "They are mended." };
  await write(page, `call: send_email ${JSON.stringify(mail)}`);
  await expect(page.getByText("Waits for a yes").first()).toBeVisible({ timeout: 30_000 });
  toldOfEvents.resolve(true);
  await queue.bringToFront();
  await expect(queue.getByRole("region", { name: "Waiting" }).getByText("mara@acme.test").first()).toBeVisible();
  await queue.close();
  await page.goto(`${avow.origin}/approvals`);
  const waiting = page.getByRole("region", { name: "Waiting" });
  await expect(waiting.getByText("mara@acme.test").first()).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);

  await page.goto(`${avow.origin}/runs`);
  await page
    .getByRole("link", { name: /Postman/ })
    .first()
    .click();
  await expect(page.getByText("Waits for a yes").first()).toBeVisible();
  await page.getByRole("link", { name: "Decide" }).first().click();
  await waiting.getByRole("button", { name: "Approve…" }).click();
  const dialog = page.getByRole("dialog", { name: "Approve" });
  await expect(dialog.getByText("They are mended.")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByLabel("Why (optional)").fill("Mara waits for it.");
  await dialog.getByRole("button", { name: "Approve" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("Nothing waits for a yes")).toBeVisible();

  await page.goto(`${avow.origin}/runs`);
  await page
    .getByRole("link", { name: /Postman/ })
    .first()
    .click();
  await expect(page.getByText("A person said yes to exactly this.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("region", { name: "How it is" }).getByText("Done")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole("link", { name: "What left" })).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);
  expect(complaints).toEqual([]);
});
