import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

export const olga = { name: "Olga Operator", email: "olga@example.org", password: "violet harbor lantern 42" };

/** What must never happen on any page: complaints in the console, other hosts, refused styles or scripts. */
export function watch(page: Page, origin: string): { complaints: string[] } {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("401")) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (["http:", "https:"].includes(url.protocol) && url.origin !== origin) complaints.push(`asked ${url.host}`);
  });
  return { complaints };
}

/** From the owner link to the five cards. */
export async function becomeOwner(page: Page, ownerLink: string, ai: "on" | "off" = "on"): Promise<void> {
  await page.goto(ownerLink);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("This server is yours");
  await page.getByLabel("Name").fill(olga.name);
  await page.getByLabel("E-mail").fill(olga.email);
  await page.getByLabel("Password", { exact: true }).fill(olga.password);
  await page.getByLabel("Date of birth").fill("1985-04-12");
  await page.getByRole("button", { name: "Create" }).click();
  await page.getByLabel("Organization").fill("Northwind");
  await page.getByRole("button", { name: "Continue" }).click();
  await page.getByRole("button", { name: ai === "on" ? "Turn AI on" : "Leave it off" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Northwind is ready");
}

/** Opens the example agent and sends a text. */
export async function write(page: Page, text: string): Promise<void> {
  const composer = page.getByRole("textbox", { name: /^Message / });
  await composer.fill(text);
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

/** WCAG 2.2 AA, as far as a machine can tell. */
export async function expectAccessible(page: Page, scheme = ""): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    // Frames of other origins need a page of their own to be judged in; without frames that is only slower.
    .setLegacyMode(page.frames().length === 1)
    .analyze();
  const found = violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(" ")).join(", ")}`);
  // The walk goes on, so that one run tells of every page.
  expect.soft(found, `${new URL(page.url()).pathname} ${scheme}`).toEqual([]);
}

/** How many colours are still on their way to another. */
const transitions = "document.getAnimations().filter((one) => one instanceof CSSTransition).length";

/** The same in the scheme it was opened in and in the other, in which the next page is opened. */
export async function expectAccessibleInBoth(page: Page): Promise<void> {
  const wasDark = (await page.locator('html[data-mantine-color-scheme="dark"]').count()) > 0;
  for (const colorScheme of wasDark ? (["dark", "light"] as const) : (["light", "dark"] as const)) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor({ state: "attached" });
    await expect.poll(() => page.evaluate<number>(transitions)).toBe(0);
    await expectAccessible(page, colorScheme);
  }
}

/** On a phone nothing is wider than the screen, but what scrolls within itself. */
export async function expectNarrow(page: Page): Promise<void> {
  const usual = page.viewportSize()!;
  await page.setViewportSize({ width: 390, height: 844 });
  const width = await page.evaluate<number>("document.documentElement.scrollWidth");
  expect.soft(width, new URL(page.url()).pathname).toBeLessThanOrEqual(390);
  await page.setViewportSize(usual);
}

/** Olga, on a page of her own, by her password. */
export async function signIn(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sign-in`);
  await page.getByLabel("E-mail").fill(olga.email);
  await page.getByLabel("Password", { exact: true }).fill(olga.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${origin}/`);
}
