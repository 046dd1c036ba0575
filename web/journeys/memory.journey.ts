import { expect, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { runClient } from "./run-client.ts";
import { becomeOwner, expectAccessible, expectNarrow, watch, write } from "./steps.ts";

test.describe.configure({ mode: "serial" });
let avow: Deployment;
test.beforeAll(async () => {
  avow = await startDeployment();
});
test.afterAll(() => avow.stop());

test("what was said in a chat is seen in the memory panel, corrected, pinned and forgotten, and is found no more then", async ({
  page,
}) => {
  const { complaints } = watch(page, avow.origin);
  await becomeOwner(page, avow.ownerLink);
  await page.goto(`${avow.origin}/agents/new`);
  await page.getByRole("button", { name: "Start from nothing" }).click();
  await page.getByLabel("Name").fill("Mia");
  await page.getByRole("button", { name: "Create agent" }).click();
  await expect(page.getByRole("textbox", { name: /^Message / })).toBeVisible();
  const agent = new URL(page.url()).searchParams.get("agent");
  const openPanel = async () => {
    await page.goto(`${avow.origin}/agents/${agent}`);
    await page.getByRole("tab", { name: "Memory" }).click();
  };
  await openPanel();
  await page.getByRole("switch", { name: "Remember people" }).click();
  await page.getByRole("switch", { name: /Agents may remember/ }).click();
  await expect(page.getByRole("switch", { name: /Agents may remember/ })).toBeChecked();
  await expect(page.getByText("Nothing is remembered")).toBeVisible();

  await page.getByRole("link", { name: "Chat" }).click();
  await write(page, "Ana lives in Berlin. I love pears.");
  await expect(page.getByRole("button", { name: "Answer again" })).toBeVisible({ timeout: 45_000 });

  await openPanel();
  const rows = page.getByRole("listitem");
  await expect(rows.filter({ hasText: "I love pears" })).toBeVisible({ timeout: 30_000 });
  await expect(rows.filter({ hasText: "Ana lives in Berlin" })).toBeVisible();
  await page.getByLabel("Something to remember of you").fill("I'm allergic to nuts");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText(/^This is not remembered/)).toBeVisible();
  await page.getByRole("button", { name: "Correct: Ana lives in Berlin" }).focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("What is so").fill("Ana lives in Lisbon");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(rows.filter({ hasText: "no longer so since" })).toContainText("Ana lives in Berlin");
  await page.getByRole("button", { name: "Pin: Ana lives in Lisbon" }).click();
  await expect(page.getByRole("button", { name: "Unpin: Ana lives in Lisbon" })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expectAccessible(page);
  await expectNarrow(page);

  const search = async (query: string) =>
    (await runClient(
      page,
      `const tenant = {};
      const client = avow.createClient({ origin: location.origin, tenant: () => tenant });
      const { data: me } = await client.GET("/me");
      Object.assign(tenant, { organizationId: me.organizations[0].id, workspaceId: me.organizations[0].workspaces[0].id });
      const { data } = await client.POST("/memory-searches", { body: ${JSON.stringify({ agent_id: agent, query })} });
      return data.data.map(({ text }) => text);`,
    )) as string[];
  expect(await search("Which fruit do I love?")).toContain("I love pears");
  await page.getByRole("button", { name: "Forget: I love pears" }).click();
  await expect(rows.filter({ hasText: "I love pears" })).toHaveCount(0, { timeout: 30_000 });
  expect(await search("Which fruit do I love? pears")).not.toContain("I love pears");

  await page.getByRole("link", { name: "Chat" }).click();
  await write(page, "What do I love?");
  const answer = page.getByRole("article", { name: /answers$/ }).last();
  await expect(page.getByRole("button", { name: "Answer again" })).toBeVisible({ timeout: 30_000 });
  await expect(answer).toContainText("Ana lives in Lisbon");
  await expect(answer).not.toContainText("pears");
  expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
});
