import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessible, watch } from "./steps.ts";

let avow: Deployment;
let status = 500;
const receiver = createServer((request, response) =>
  request.resume().on("end", () => response.writeHead(status).end()),
);
test.beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  avow = await startDeployment({ AVOW_ALLOW_LOOPBACK_MODELS: "1", AVOW_ALLOW_LOOPBACK_TARGETS: "1" });
});
test.afterAll(async () => {
  receiver.close();
  await avow.stop();
});

test("a webhook that its receiver fails is found in the explorer, says why, and is canceled; the next one arrives", async ({
  page,
}) => {
  const { complaints } = watch(page, avow.origin);
  await becomeOwner(page, avow.ownerLink, "off");

  await test.step("an endpoint is added, its secret shown once, and a test sent to it", async () => {
    await page.goto(`${avow.origin}/developers/webhooks`);
    await page.getByRole("button", { name: "Add endpoint" }).first().click();
    await page
      .getByRole("textbox", { name: "Address" })
      .fill(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`);
    await page.getByRole("dialog").getByRole("button", { name: "Add", exact: true }).click();
    await expect(page.getByText("Copy the signing secret now")).toBeVisible({ timeout: 30_000 });
    await page.getByRole("button", { name: "I have it" }).click();
    await page.getByRole("button", { name: "Send a test" }).click();
    await expect(page.getByText(/A test is on its way/)).toBeVisible();
  });

  const row = page.getByRole("button", { name: /127\.0\.0\.1/ }).first();
  await test.step("its record tells each attempt and why it failed", async () => {
    await page.goto(`${avow.origin}/developers/deliveries`);
    await expect(async () => {
      await page.reload();
      await expect(row).toContainText("1 attempt", { timeout: 2000 });
    }).toPass({ timeout: 30_000 });
    await row.click();
    await expect(page.getByText(/Attempt 1: failed, status 500/)).toBeVisible();
    await expect(page.getByText(/Looked at next/)).toBeVisible();
    await expectAccessible(page);
  });

  await test.step("canceled, it is found by its state, and nowhere else", async () => {
    await page.getByRole("button", { name: "Cancel", exact: true }).click();
    await expect(page.getByText("It is canceled.")).toBeVisible();
    const choose = async (state: string) => {
      await page.getByRole("combobox", { name: "State" }).click();
      await page.getByRole("option", { name: state, exact: true }).click();
    };
    await choose("arrived");
    await expect(page.getByText("Nothing fits")).toBeVisible();
    await choose("canceled");
    await expect(row).toBeVisible();
    await row.click();
  });

  await test.step("a test is not kept, so another one is sent, and arrives", async () => {
    await expect(page.getByText("Nothing is kept of what it said")).toBeVisible();
    await expect(page.getByRole("button", { name: "Send once more" })).toHaveCount(0);
    status = 204;
    await page.goto(`${avow.origin}/developers/webhooks`);
    await page.getByRole("button", { name: "Send a test" }).click();
    await expect(page.getByText(/A test is on its way/)).toBeVisible();
    await page.goto(`${avow.origin}/developers/deliveries`);
    await expect(async () => {
      await page.reload();
      await expect(row).toContainText("arrived", { timeout: 2000 });
    }).toPass({ timeout: 30_000 });
    await row.click();
    await expect(page.getByText(/Attempt 1: arrived, status 204/)).toBeVisible();
  });
  expect(complaints).toEqual([]);
});
