import { expect, type Page, test } from "@playwright/test";
import { type Deployment, startDeployment } from "./deployment.ts";
import { becomeOwner, expectAccessible, watch, write } from "./steps.ts";

test.describe.configure({ mode: "serial" });
let avow: Deployment;
test.beforeAll(async () => {
  avow = await startDeployment();
});
test.afterAll(() => avow.stop());

/** A picture of one pixel. */
const pixel = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64",
);

test("files are added by clip, drop and paste, taken out again, sent with a message, and shown with it", async ({
  page,
}) => {
  const { complaints } = watch(page, avow.origin);
  await becomeOwner(page, avow.ownerLink);
  await page.getByRole("link", { name: /Build an agent/ }).click();
  const waiting = page.getByRole("list", { name: "Goes with your message" });
  await page.locator('input[type="file"]').setInputFiles([
    { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("The otter sleeps at noon.") },
    { name: "pixel.png", mimeType: "image/png", buffer: pixel },
    { name: "program.bin", mimeType: "application/octet-stream", buffer: Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1]) },
  ]);
  await expect(waiting.getByRole("listitem")).toHaveCount(3);
  await expect(waiting.getByRole("alert")).toContainText("Nothing can be done with a file of this kind.");
  await expect(waiting.locator("img")).toBeVisible();
  await page.getByRole("button", { name: "Remove program.bin" }).focus();
  await page.keyboard.press("Enter");
  await expect(waiting.getByRole("listitem")).toHaveCount(2);
  await pasteFile(page, "pasted.md");
  await expect(waiting.getByRole("listitem")).toHaveCount(3);
  await expect(waiting.getByText(/Reading|%/)).toHaveCount(0);
  await expectAccessible(page);

  await page.setViewportSize({ width: 390, height: 800 });
  expect(await page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(390);
  await write(page, "When does it sleep?");
  const said = page.getByRole("article", { name: "You" }).last();
  await expect(said.getByRole("list", { name: "Attachments" }).getByRole("listitem")).toHaveCount(3);
  await expect(waiting).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Answer again" })).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await said.getByRole("button", { name: "Download note.txt" }).click();
  expect((await download).suggestedFilename()).toBe("note.txt");
  // What is refused is told by the page; the browser notes the answer itself.
  expect(complaints.filter((one) => !one.includes("422"))).toEqual([]);
});

/** As a browser hands over what was copied elsewhere. */
async function pasteFile(page: Page, name: string): Promise<void> {
  await page.getByRole("textbox", { name: /^Message / }).focus();
  await page.evaluate(`{
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File(["# Pasted"], ${JSON.stringify(name)}, { type: "text/markdown" }));
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }`);
}
