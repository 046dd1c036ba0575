import { setTimeout as wait } from "node:timers/promises";
import { ApiError } from "../api-error.ts";
import type { Client } from "../client.ts";
import { type Command, textOf } from "./command.ts";
import { UsageError } from "./exit-codes.ts";
import { openAnonymously, openClient } from "./open-client.ts";
import { provingYourself } from "./prove-yourself.ts";
import { showOne, showRows } from "./show-rows.ts";
import type { Terminal } from "./terminal.ts";

const lookEveryMs = 500;

export const erase: Command = {
  name: "erase",
  summary: "erase yourself or the organization, and keep the receipt",
  usage: "[--subject me|organization] [--dry-run] [--immediately CONFIRMATION] [--receipt FILE]",
  options: {
    subject: { type: "string", default: "me" },
    "dry-run": { type: "boolean" },
    immediately: { type: "string" },
    receipt: { type: "string" },
  },
  async run(terminal, given) {
    const subject = textOf(given, "subject");
    if (subject !== "me" && subject !== "organization") throw new UsageError(`avow erase ${erase.usage}`);
    const opened = await openClient(terminal);
    const { client, config, origin } = opened;
    const about = subject === "organization" ? { organization_id: config.organization_id! } : {};
    const { data: request } = await client.POST("/privacy-requests", { body: { kind: "erase", subject, ...about } });
    const path = { request_id: request!.id };
    if (given.options["dry-run"]) {
      const { data: plan } = await client.GET("/privacy-requests/{request_id}/plan", { params: { path } });
      await client.POST("/privacy-requests/{request_id}/withdraw", { params: { path } });
      if (given.json) return terminal.out(JSON.stringify(plan));
      return showRows(terminal, given, plan!.items, ["action", "what", "rows", "until"]);
    }
    const confirmation = textOf(given, "immediately");
    const at = confirmation ? { immediately: true, confirmation } : {};
    const confirm = () => client.POST("/privacy-requests/{request_id}/confirm", { params: { path }, body: at });
    const { data } = await provingYourself(terminal, opened, confirm);
    const token = request!.receipt_token!;
    showOne(terminal, given, { ...data!, receipt_token: token });
    if (!confirmation)
      return terminal.say("Keep the receipt's token: avow receipts get TOKEN fetches it once all is gone.");
    const receipt = await awaitReceipt(terminal, openAnonymously(origin), token);
    const to = textOf(given, "receipt");
    if (!to) return terminal.out(JSON.stringify(receipt));
    const file = await terminal.openFile(to);
    await file.write(new TextEncoder().encode(`${JSON.stringify(receipt)}\n`));
    await file.close();
    terminal.say(`The receipt is in ${to}. Check it with: avow receipt verify ${to}`);
  },
};

/** The receipt, once the erasure is done. @throws ApiError */
async function awaitReceipt(terminal: Terminal, client: Client, token: string): Promise<unknown> {
  for (;;) {
    try {
      return (await client.GET("/receipts/{receipt_token}", { params: { path: { receipt_token: token } } })).data;
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.code !== "privacy_requests.receipt_pending") throw error;
      terminal.progress("erasing");
      await wait(lookEveryMs);
    }
  }
}
