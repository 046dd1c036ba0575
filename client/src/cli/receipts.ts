import { type Command, textOf } from "./command.ts";
import { readConfig } from "./config.ts";
import { UsageError } from "./exit-codes.ts";
import { openAnonymously, originOf } from "./open-client.ts";

export const receipts: Command = {
  name: "receipts",
  summary: "fetch the receipt of an erasure by its token",
  usage: "get RECEIPT_TOKEN [--to FILE]",
  words: ["get"],
  options: { to: { type: "string" } },
  async run(terminal, given) {
    const [verb, token] = given.words;
    if (verb !== "get" || !token) throw new UsageError(`avow receipts ${receipts.usage}`);
    const client = openAnonymously(originOf(terminal, await readConfig(terminal.env)));
    const { data } = await client.GET("/receipts/{receipt_token}", { params: { path: { receipt_token: token } } });
    const to = textOf(given, "to");
    if (!to) return terminal.out(JSON.stringify(data));
    const file = await terminal.openFile(to);
    await file.write(new TextEncoder().encode(`${JSON.stringify(data)}\n`));
    await file.close();
    terminal.say(`Check it with: avow receipt verify ${to}`);
  },
};
