import { expect, test } from "@playwright/test";
import { openAuthority, openGuardedServer } from "../../server/src/testing/stand-ins/open-sign-in-server.ts";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessible } from "./steps.ts";

const inputSchema = { type: "object" as const, properties: { text: { type: "string" } }, required: ["text"] };
const tools = [
  { name: "look", description: "Looks something up in your notes.", inputSchema, annotations: { readOnlyHint: true } },
  { name: "note", description: "Notes something.", inputSchema },
];

let avow: Deployment;
let authority: Awaited<ReturnType<typeof openAuthority>>;
let server: Awaited<ReturnType<typeof openGuardedServer>>;
test.beforeAll(async () => {
  authority = await openAuthority();
  server = await openGuardedServer(tools, authority);
  avow = await startDeployment({ AVOW_ALLOW_LOOPBACK_MODELS: "1", AVOW_ALLOW_LOOPBACK_TARGETS: "1" });
});
test.afterAll(() => Promise.all([avow.stop(), server.close(), authority.close()]));

test("somebody signs in at an MCP server, sees its tools, and takes it back", async ({ page }) => {
  await becomeOwner(page, avow.ownerLink);
  await page.goto(`${avow.origin}/connections/mcp`);
  await page.getByRole("button", { name: "Add a server" }).click();
  await page.getByLabel("Name").fill("notes");
  await page.getByLabel("Address").fill(server.url);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const signIn = page.getByRole("button", { name: "Sign in at notes" });
  await expect(signIn).toBeVisible();
  await expectAccessible(page);

  await signIn.click();
  await expect(page.getByText("Signed in as you")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Looks something up in your notes.").first()).toBeVisible();
  await expectAccessible(page);

  await page.getByRole("button", { name: "Disconnect" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Disconnect" }).click();
  await expect(signIn).toBeVisible();
});
