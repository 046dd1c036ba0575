import { readFileSync } from "node:fs";
import { expect, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessible, olga, watch, write } from "./steps.ts";

let avow: Deployment;
test.beforeAll(async () => {
  avow = await startDeployment();
});
test.afterAll(() => avow.stop());

test("from an answer that survives a reload to a receipt that verifies", async ({ page, context }) => {
  const { complaints } = watch(page, avow.origin);
  await becomeOwner(page, avow.ownerLink);
  await page.getByRole("link", { name: /Build an agent/ }).click();

  await test.step("an answer goes on after a reload, and a second tab shows the same", async () => {
    await write(page, "Tell me a long story");
    const answer = page.getByRole("article", { name: /answers$/ }).last();
    await expect(answer).toContainText(/\w+ \w+ \w+/);
    await page.waitForURL(/\/conversations\/cnv_/);
    const other = await context.newPage();
    await other.goto(page.url());
    await page.reload();
    await expect(page.getByRole("button", { name: "Answer again" })).toBeVisible({ timeout: 45_000 });
    await expect(other.getByRole("button", { name: "Answer again" })).toBeVisible({ timeout: 45_000 });
    const [here, there] = await Promise.all(
      [page, other].map((tab) =>
        tab
          .getByRole("article", { name: /answers$/ })
          .last()
          .innerText(),
      ),
    );
    expect(here).toBe(there);
    await other.close();
  });

  await test.step("an answer can be stopped", async () => {
    await write(page, "Tell me a long story again");
    await page.getByRole("button", { name: "Stop", exact: true }).click();
    await expect(page.getByRole("button", { name: "Send", exact: true })).toBeVisible();
  });

  await test.step("AI off is said where one writes, and on again works", async () => {
    await page.goto(`${avow.origin}/settings/organization`);
    await page.getByRole("switch", { name: /AI/ }).first().click();
    await page.goto(`${avow.origin}/conversations`);
    await expect(page.getByText(/AI is off/i).first()).toBeVisible();
  });

  await test.step("everything can be taken away", async () => {
    await page.goto(`${avow.origin}/trust/data`);
    await page.getByRole("button", { name: "Export your data" }).click();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page
        .getByRole("link", { name: /Download/ })
        .first()
        .click(),
    ]);
    const zip = readFileSync(await download.path());
    expect(zip.subarray(0, 2).toString()).toBe("PK");
    expect(zip.includes("index.html")).toBe(true);
  });

  for (const [title, typed] of [
    ["Erase Northwind", "Northwind"],
    ["Erase your account", olga.email],
  ] as const) {
    await test.step(title, async () => {
      await page.goto(`${avow.origin}/${title === "Erase Northwind" ? "trust/data" : "my-data"}`);
      await page.getByRole("button", { name: `${title}: see what would go` }).click();
      await page.getByLabel(/^Type/).fill(typed);
      await page.getByLabel("Erase at once").check();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Erase now" }).click();
      await page.waitForURL(/\/receipts\//);
      await expect(page.getByText("The signature is valid")).toBeVisible({ timeout: 45_000 });
    });
  }
  const { email, password } = olga;
  const again = await page.request.post(`${avow.origin}/api/v1/sessions`, {
    headers: { "avow-csrf": "1" },
    data: { email, password },
  });
  expect(again.status()).toBe(401);
  expect(complaints.filter((c) => !c.includes("404") && !c.includes("409"))).toEqual([]);
});
