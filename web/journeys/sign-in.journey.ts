import { createHmac } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, olga, watch } from "./steps.ts";

let avow: Deployment;
test.beforeAll(async () => {
  avow = await startDeployment();
});
test.afterAll(() => avow.stop());

test("a passkey signs in; so do a password with an app's code, and a recovery code once", async ({ page }) => {
  const { complaints } = watch(page, avow.origin);
  await becomeOwner(page, avow.ownerLink);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = {
    protocol: "ctap2",
    transport: "internal",
    hasResidentKey: true,
    hasUserVerification: true,
  } as const;
  await devtools.send("WebAuthn.addVirtualAuthenticator", {
    options: { ...options, isUserVerified: true, automaticPresenceSimulation: true },
  });

  await page.goto(`${avow.origin}/settings/security`);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("button", { name: "Add passkey", exact: true }).click();
  const kept = page.getByRole("dialog", { name: "Keep your recovery codes" });
  await expect(kept.locator("p.mono")).toHaveCount(10);
  const codes = await kept.locator("p.mono").allInnerTexts();
  await kept.getByRole("button", { name: "I have kept them" }).click();

  await signOut(page);
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.waitForURL(`${avow.origin}/`);

  await page.goto(`${avow.origin}/settings/security`);
  await page.getByRole("button", { name: "Set up…" }).click();
  const secret = await page.getByLabel("Key", { exact: true }).inputValue();
  await page.getByLabel("Code that the app shows").fill(codeOf(secret, 0));
  await page.getByRole("button", { name: "Set up", exact: true }).click();
  await expect(page.getByRole("button", { name: "Remove…" })).toBeVisible();

  await enterPassword(page);
  // A code works once: the next half minute's is the first that is left.
  await page.getByLabel("Code from your authenticator app").fill(codeOf(secret, 1));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.waitForURL(`${avow.origin}/`);

  for (const isFirst of [true, false]) {
    await enterPassword(page);
    await page.getByLabel("Code from your authenticator app").fill(codes[0]!);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    if (isFirst) await page.waitForURL(`${avow.origin}/`);
    else await expect(page.getByText("This code is not right.")).toBeVisible();
  }
  // Signed out behind the page's back, its stream of events is cut off.
  expect(complaints.filter((one) => !/40[13]|422|INCOMPLETE_CHUNKED/.test(one))).toEqual([]);
});

async function signOut(page: Page): Promise<void> {
  const headers = { "avow-csrf": "1" };
  await page.request.delete(`${avow.origin}/api/v1/sessions/current`, { headers });
  await page.goto(`${avow.origin}/sign-in`);
}

async function enterPassword(page: Page): Promise<void> {
  await signOut(page);
  await page.getByLabel("E-mail").fill(olga.email);
  await page.getByLabel("Password", { exact: true }).fill(olga.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("One more step");
}

/** The code of an authenticator app (RFC 6238), so many half minutes from now. */
function codeOf(secret: string, ahead: number): string {
  const bits = [...secret.replaceAll(/[\s=]/g, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from(bits.match(/.{8}/g)!.map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + ahead));
  const hash = createHmac("sha1", key).update(step).digest();
  return String((hash.readUInt32BE(hash.at(-1)! & 15) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
