import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type Page, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessible } from "./steps.ts";

// The second page is the first one's, asked for by another name.
test.describe.configure({ mode: "serial" });
let deployment: Deployment;
let site: Server;
/** What the other site answers; it knows of Avow what it put into its page. */
let html = "";
test.beforeAll(async () => {
  deployment = await startDeployment();
  site = createServer((_, answer) => {
    const policy = `default-src 'none'; script-src ${deployment.origin}; frame-src ${deployment.origin}`;
    answer.writeHead(200, { "content-type": "text/html", "content-security-policy": policy }).end(html);
  });
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
});
test.afterAll(async () => {
  site.close();
  await deployment.stop();
});

type Made = { id: string; agent_id: string; snippet: string };

/** A widget of the example agent, as the dashboard's own pages ask for it. */
async function makeWidget(page: Page, origins: string[]): Promise<Made> {
  const program = `(async () => {
    const headers = { "avow-csrf": "1", "content-type": "application/json" };
    const ask = async (path, method, body) =>
      (await fetch("/api/v1" + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })).json();
    const { organizations: [organization] } = await ask("/me", "GET");
    headers["avow-organization"] = organization.id;
    headers["avow-workspace"] = organization.workspaces[0].id;
    const { data: [agent] } = await ask("/agents", "GET");
    await ask("/agents/" + agent.id + "/publish", "POST", {});
    return ask("/widgets", "POST", { agent_id: agent.id, name: "Shop", greeting: "Good day!", origins: ${JSON.stringify(origins)} });
  })()`;
  return page.evaluate<Made>(program);
}

test("a page of another origin embeds the script; its visitor agrees, asks, sees the answer come, and leaves nothing", async ({
  page,
  browser,
}) => {
  await becomeOwner(page, deployment.ownerLink);
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`;
  const { id, agent_id, snippet } = await makeWidget(page, [origin]);
  expect(snippet).toContain(`${deployment.origin}/widget/${id}.js`);
  html = `<!doctype html><html lang="en"><title>Shop</title><body><h1>Shop</h1>${snippet}</body></html>`;

  const stranger = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const shop = await stranger.newPage();
  const complaints: string[] = [];
  shop.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  shop.on("pageerror", (error) => complaints.push(String(error)));
  const asked: string[] = [];
  shop.on("request", (request) => asked.push(new URL(request.url()).origin));
  await shop.goto(origin);
  await expect(shop.locator("iframe")).toHaveCount(0);
  const [loaded] = await Promise.all([
    shop.waitForResponse(`${deployment.origin}/widget/${id}`),
    shop.getByRole("button", { name: "Open chat" }).click(),
  ]);
  expect(loaded.headers()["content-security-policy"]).toContain(`frame-ancestors 'self' ${origin}`);
  const chat = shop.frameLocator("iframe");
  await expect(chat.getByText("You write with an AI", { exact: false })).toBeVisible();
  await chat.getByRole("button", { name: "Agree and start" }).click();
  await expect(chat.getByText("Good day!")).toBeVisible();
  await chat.getByRole("textbox", { name: "Write a message" }).fill("Is anybody there?");
  await chat.getByRole("button", { name: "Send" }).click();
  const answer = chat.getByRole("listitem").nth(2);
  await expect(answer).not.toHaveText("…");
  await expect(chat.getByRole("button", { name: "Send" })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(shop);

  await page.goto(`${deployment.origin}/agents/widgets/${id}`);
  await expect(page.getByRole("link", { name: "Is anybody there?" })).toBeVisible();
  await chat.getByRole("button", { name: "Delete and leave" }).click();
  await expect(chat.getByText("The conversation is deleted.", { exact: false })).toBeVisible();
  await page.reload();
  await expect(page.getByText("None that you answer for.")).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${deployment.origin}/agents/widgets`);
  await expect(page.getByRole("link", { name: "Open Shop" })).toBeVisible();
  await page.goto(`${deployment.origin}/agents/widgets/${id}`);
  await expect(page.getByTitle("Preview of Shop")).toBeVisible();
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  await page.goto(`${deployment.origin}/agents/${agent_id}`);
  const tabs = page.getByRole("tablist");
  await expect(tabs).toBeVisible();
  expect((await tabs.boundingBox())!.height, "the builder's parts stand in one row").toBeLessThan(60);
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  expect(await stranger.cookies()).toEqual([]);
  expect(new Set(asked)).toEqual(new Set([origin, deployment.origin]));
  expect(complaints).toEqual([]);
  await stranger.close();
});

test("a site that the widget is not for shows the button, and the browser refuses it the window", async ({
  browser,
}) => {
  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  const refused: string[] = [];
  other.on("console", (message) => refused.push(message.text()));
  const { port } = site.address() as AddressInfo;
  await other.goto(`http://localhost:${port}`);
  await other.getByRole("button", { name: "Open chat" }).click();
  await expect.poll(() => refused.join("\n")).toContain("frame-ancestors");
  await stranger.close();
});
