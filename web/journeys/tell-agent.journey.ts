import { expect, type Page, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessible, expectNarrow, watch, write } from "./steps.ts";

test.describe.configure({ mode: "serial" });
let avow: Deployment;
test.beforeAll(async () => {
  avow = await startDeployment();
});
test.afterAll(() => avow.stop());

/** As the page's own programs ask, in the person's only workspace. */
const ask = (page: Page, path: string, json: object, method = "POST") =>
  page.evaluate<{ id: string }>(`fetch("/api/v1/me").then((me) => me.json()).then(({ organizations: [one] }) =>
    fetch(${JSON.stringify(`/api/v1${path}`)}, {
      method: ${JSON.stringify(method)},
      headers: { "avow-csrf": "1", "content-type": "application/json", "avow-organization": one.id, "avow-workspace": one.workspaces[0].id },
      body: ${JSON.stringify(JSON.stringify(json))},
    })).then(async (answer) => {
      const said = await answer.json();
      if (!answer.ok) throw new Error(JSON.stringify(said));
      return said;
    })`);

test("an agent is told what it has to know in the chat and by a trigger, and its run shows what it may spend", async ({
  page,
}) => {
  const { complaints } = watch(page, avow.origin);
  await becomeOwner(page, avow.ownerLink);
  const skill = await ask(page, "/skills", {
    name: "sums",
    description: "Adds things up.",
    body: "Use the calculator.",
  });
  await ask(page, `/skills/${skill.id}/publish`, {});
  const variables = [
    { name: "customer", required: true, description: "Whom it serves." },
    { name: "mood", type: "choice", choices: ["kind", "dry"], value: "kind" },
  ];
  const settings = { variables, skills: [{ skill_id: skill.id, version: 1 }], run_budget_micros: 5_000_000 };
  const instructions = "Serve {{customer}}, be {{mood}}.";
  const agent = await ask(page, "/agents", { name: "Clerk", instructions, model: "sandbox", settings });
  await ask(page, "/budgets", {
    ledger: "sandbox",
    subject: "agent",
    subject_id: agent.id,
    ceiling: 9_000_000,
    period: "daily",
  });

  await page.goto(`${avow.origin}/conversations?agent=${agent.id}`);
  const opener = page.getByRole("button", { name: "What can you do for me?" });
  await expect(opener).toBeDisabled();
  await write(page, "Hello");
  await expect(page.getByRole("alert")).toContainText("This agent has to be told something first");
  await page.getByLabel("customer").fill("Mara Voss");
  await expect(opener).toBeEnabled();
  await expectAccessible(page);
  await expectNarrow(page);
  await write(page, "Hello");
  await expect(page.getByText("Serve Mara Voss, be kind.")).toBeVisible({ timeout: 30_000 });

  await page.getByRole("button", { name: "Conversation menu" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "What it is told" }).click();
  const told = page.getByRole("dialog", { name: "What the agent is told" });
  await told.getByLabel("customer").fill("");
  await expect(told.getByRole("button", { name: "Save" })).toBeDisabled();
  await told.getByLabel("customer").fill("Otto Lind");
  await expectAccessible(page);
  await expectNarrow(page);
  await told.getByLabel("customer").press("Enter");
  await expect(told).toHaveCount(0);
  await write(page, "And now?");
  await expect(page.getByText("Serve Otto Lind, be kind.")).toBeVisible({ timeout: 30_000 });

  await page.goto(`${avow.origin}/runs`);
  await page.getByRole("link", { name: /Clerk/ }).first().click();
  const budgets = page.getByRole("group", { name: "Budgets" });
  await expect(budgets.getByRole("row", { name: /This run/ })).toBeVisible();
  await expect(budgets.getByRole("row", { name: /The agent.*a day/ })).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);

  await page.goto(`${avow.origin}/agents/${agent.id}`);
  await expect(page.getByRole("heading", { name: "Delete this agent" })).toBeVisible();
  await page.getByRole("tab", { name: "Triggers" }).click();
  await expect(page.getByRole("heading", { name: "Delete this agent" })).toHaveCount(0);
  await page.getByLabel("What it is asked each time").fill("Say hello.");
  await expect(page.getByRole("button", { name: "Add", exact: true })).toBeDisabled();
  await page.getByLabel("customer").fill("Mara Voss");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await expect(page.getByText("customer: Mara Voss")).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);
  await page.getByRole("button", { name: "Edit", exact: true }).click();
  const edited = page.getByRole("dialog", { name: "Change what it does by itself" });
  await edited.getByLabel("customer").fill("Otto Lind");
  await edited.getByLabel("When").fill("every now and then");
  await edited.getByRole("button", { name: "Save" }).click();
  await expect(edited.getByText("This names no time.")).toBeVisible();
  await edited.getByLabel("When").fill("0 8 * * MON");
  await expectAccessible(page);
  await expectNarrow(page);
  await edited.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("customer: Otto Lind")).toBeVisible();
  await expect(page.getByText("0 8 * * MON")).toBeVisible();

  const more = { variables: [...variables, { name: "tone", required: true }] };
  await ask(page, `/agents/${agent.id}`, { settings: { ...settings, ...more } }, "PATCH");
  await page.goto(`${avow.origin}/conversations`);
  await page.getByRole("link", { name: /Hello/ }).first().click();
  await page.getByRole("button", { name: "Tell it…" }).click();
  await told.getByLabel("tone").fill("warm");
  await told.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("button", { name: "Tell it…" })).toHaveCount(0);

  await page.goto(`${avow.origin}/agents/skills/${skill.id}`);
  await page.getByRole("button", { name: "Delete…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete sums?" });
  await expect(dialog).toContainText("Clerk: in its draft, which is in use");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: "Delete skill" }).click();

  await page.goto(`${avow.origin}/developers`);
  await expect(page.getByRole("heading", { name: /^All apps in / })).toBeVisible();
  await expectAccessible(page);
  await expectNarrow(page);
  expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
});
