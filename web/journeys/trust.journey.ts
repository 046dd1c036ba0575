import { expect, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessible, watch } from "./steps.ts";

let deployment: Deployment;
test.beforeAll(async () => {
  deployment = await startDeployment();
});
test.afterAll(() => deployment.stop());

const profile = {
  "Legal name": "Northwind GmbH",
  Seat: "Unter den Linden 1, Berlin",
  "Country, two letters": "DE",
  "Name of the service": "Northwind",
  "Address for questions about personal data": "privacy@northwind.test",
  "Address for reports of weaknesses": "security@northwind.test",
};

test("a published policy is read by anybody, each sentence with its proof, and sets no cookie", async ({
  page,
  browser,
}) => {
  const { complaints } = watch(page, deployment.origin);
  await becomeOwner(page, deployment.ownerLink, "off");
  await page.goto(`${deployment.origin}/trust/publish`);
  await expect(page.getByText("The operator has yet to fill in")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish", exact: true })).toBeDisabled();

  await page.goto(`${deployment.origin}/operator/profile`);
  for (const [label, text] of Object.entries(profile)) await page.getByLabel(label).fill(text);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Saved.")).toBeVisible();

  await page.goto(`${deployment.origin}/trust/publish`);
  await page.getByRole("button", { name: "Publish", exact: true }).click();
  await expect(page.getByText("Version 1 is published.")).toBeVisible();
  const link = await page.getByRole("link", { name: "The page that everybody can read" }).getAttribute("href");

  await page.goto(`${deployment.origin}/trust/promises`);
  await page.getByRole("button", { name: "Look now" }).click();
  await expect(page.getByText("Looked at", { exact: false }).first()).toBeVisible({ timeout: 60_000 });
  await page.goto(`${deployment.origin}/trust/records`);
  await expect(page.getByRole("group", { name: "Record of processing" })).toBeVisible();
  await expectAccessible(page);
  expect(complaints).toEqual([]);

  const stranger = await browser.newContext({ viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  const outside = await stranger.newPage();
  const seen = watch(outside, deployment.origin);
  await outside.goto(`${deployment.origin}${link}`);
  await expect(outside.getByRole("heading", { level: 1 })).toHaveText("Privacy policy of Northwind");
  await expect(outside.getByText("Northwind GmbH, Unter den Linden 1, Berlin", { exact: false })).toBeVisible();
  await expect(outside.getByText("Kept", { exact: true }).first()).toBeVisible();
  await expect(outside.getByRole("group", { name: "Cookies" })).toBeVisible();
  expect(await outside.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  await expectAccessible(outside);
  expect(await stranger.cookies()).toEqual([]);
  expect(seen.complaints).toEqual([]);
  await stranger.close();
});

test("anybody verifies the signed report in a browser; nothing of it is sent, and a changed word is refused", async ({
  browser,
}) => {
  const stranger = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await stranger.newPage();
  const { complaints } = watch(page, deployment.origin);
  const report = await (await page.request.get(`${deployment.origin}/api/v1/trust/report`)).text();
  await page.goto(`${deployment.origin}/verify`);
  await expectAccessible(page);
  const asked: string[] = [];
  page.on("request", (request) => asked.push(request.url()));
  const drop = (text: string) =>
    page
      .getByLabel("Choose a receipt or a report")
      .setInputFiles({ name: "promises-report.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await drop(report);
  await expect(page.getByText("It is as it was signed")).toBeVisible();
  await drop(report.replace('"kept"', '"broken"'));
  await expect(page.getByText("It does not verify")).toBeVisible();
  expect(asked).toEqual([]);
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  expect(complaints).toEqual([]);
  await stranger.close();
});
