import { expect, type Page, test } from "@playwright/test";
import { startCitingModel } from "./citing-model.ts";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessible, watch, write } from "./steps.ts";

test.describe.configure({ mode: "serial" });
let avow: Deployment;
let model: Awaited<ReturnType<typeof startCitingModel>>;
test.beforeAll(async () => {
  model = await startCitingModel();
  avow = await startDeployment({ AVOW_ALLOW_LOOPBACK_MODELS: "1", AVOW_ALLOW_LOOPBACK_TARGETS: "1" });
});
test.afterAll(async () => {
  model.close();
  await avow.stop();
});

const parts = [
  "Everybody works from nine to five.",
  "Thirty days of holidays a year.",
  "A bicycle lock is paid for once.",
];
const titles = ["Hours", "Holidays", "Bicycles"];
const handbook = parts.map((text, at) => `# ${titles[at]}\n\n${text}`).join("\n\n");

/** An agent of a model that cites, as the dashboard's own pages ask for it. */
const makeAgent = (page: Page) =>
  page.evaluate<string>(`(async () => {
    const headers = { "avow-csrf": "1", "content-type": "application/json" };
    const ask = async (path, method, body) =>
      (await fetch("/api/v1" + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })).json();
    const { organizations: [organization] } = await ask("/me", "GET");
    headers["avow-organization"] = organization.id;
    headers["avow-workspace"] = organization.workspaces[0].id;
    const server = await ask("/model-servers", "POST", { name: "Citing", url: ${JSON.stringify(model.url)} });
    const agent = await ask("/agents", "POST", { name: "Mara", instructions: "", model: server.id + "/citing" });
    return agent.id;
  })()`);

test("a document is uploaded, an agent is asked about it, and its citation opens the passage it answered from", async ({
  page,
}) => {
  const { complaints } = watch(page, avow.origin);
  await becomeOwner(page, avow.ownerLink);
  const agent = await makeAgent(page);

  await page.goto(`${avow.origin}/content/knowledge`);
  await page.getByRole("button", { name: "New collection" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill("Handbook");
  await page.getByRole("dialog").getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Handbook");
  await page
    .locator('input[type="file"]')
    .setInputFiles([{ name: "handbook.md", mimeType: "text/markdown", buffer: Buffer.from(handbook) }]);
  await expect(page.getByRole("row", { name: /handbook\.md/ })).toContainText("3 passages", { timeout: 60_000 });

  await page.goto(`${avow.origin}/agents/${agent}`);
  await page.getByRole("tab", { name: "Knowledge" }).click();
  const given = page.getByRole("checkbox", { name: "Handbook" });
  await given.click();
  await expect(given).toBeChecked(); // once it is saved

  await page.goto(`${avow.origin}/conversations?agent=${agent}`);
  await write(page, "How many days of holidays do I have?");
  const citation = page.getByRole("article", { name: "Mara answers" }).getByRole("link", { name: "1", exact: true });
  await expect(citation).toBeVisible({ timeout: 60_000 });
  const opened = page.waitForEvent("popup");
  await citation.focus();
  await page.keyboard.press("Enter");
  const passage = await opened;
  const more = watch(passage, avow.origin);
  await expect(passage.getByRole("heading", { level: 1 })).toContainText("handbook.md");
  const cited = passage.locator('[aria-current="true"]');
  await expect(cited).toContainText("Thirty days of holidays a year.");
  await expect(cited).toBeInViewport();
  await expectAccessible(passage);
  await passage.setViewportSize({ width: 390, height: 800 });
  expect(await passage.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  expect([...complaints, ...more.complaints]).toEqual([]);
});
