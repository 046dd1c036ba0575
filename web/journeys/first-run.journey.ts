import { expect, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { runClient } from "./run-client.ts";
import { becomeOwner, signIn, watch, write } from "./steps.ts";

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

test("the client runs in a browser as well: it streams an answer and turns pages", async ({ page }) => {
  await signIn(page, avow.origin);
  const told = await runClient(
    page,
    `const tenant = {};
    const client = avow.createClient({ origin: location.origin, tenant: () => tenant });
    const { data: me } = await client.GET("/me");
    Object.assign(tenant, { organizationId: me.organizations[0].id, workspaceId: me.organizations[0].workspaces[0].id });
    for (const name of ["One", "Two"]) await client.POST("/agents", { body: { name } });
    const agents = [];
    for await (const { id } of avow.each((query) => client.GET("/agents", { params: { query: { ...query, limit: 1 } } })))
      agents.push(id);
    const { data: { id } } = await client.POST("/conversations", { body: { agent_id: agents[0] } });
    const pieces = [];
    for await (const piece of avow.sendMessage(client, id, "Tell me a story")) pieces.push(piece);
    const unknown = await client.GET("/agents/{agent_id}", { params: { path: { agent_id: "agt_none" } } }).catch((e) => e);
    return { agents: new Set(agents).size, pieces: pieces.length, letters: pieces.join("").length, code: unknown.problem.code };`,
  );
  const { agents, pieces, letters, code } = told as { agents: number; pieces: number; letters: number; code: string };
  expect(agents).toBeGreaterThanOrEqual(3);
  expect(pieces).toBeGreaterThan(1);
  expect(letters).toBeGreaterThan(20);
  expect(code).toBe("request.not_found");
});
