import { allowAt } from "../../../server/src/testing/stand-ins/open-services.ts";
import type { Browser } from "../browser.ts";

/** Connects a mailbox as its person does: at Google, in their browser. */
export async function connectMail(who: Browser, address: string): Promise<{ id: string }> {
  const asked = { service: "google", abilities: ["mail.read", "mail.send"] };
  const { url } = await who.must<{ url: string }>("POST", "/connections", asked);
  return who.must("POST", "/connections/finish", await allowAt(url, address, who.origin));
}
