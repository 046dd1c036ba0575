import { each } from "../each.ts";
import { type Command, textOf } from "./command.ts";
import { openClient } from "./open-client.ts";
import { collect, showOne, showRows } from "./show-rows.ts";

export const audit: Command = {
  name: "audit",
  summary: "list the organization's audit log, or download it to verify it offline",
  usage: "[--most N] [--to FILE]",
  options: { most: { type: "string", default: "50" }, to: { type: "string" } },
  async run(terminal, given) {
    const { client } = await openClient(terminal);
    const to = textOf(given, "to");
    if (!to) {
      const most = Math.max(1, Number(textOf(given, "most")) || 50);
      const rows = await collect(
        each((query) => client.GET("/audit-entries", { params: { query } })),
        most,
      );
      return showRows(terminal, given, rows, ["created_at", "action", "target"]);
    }
    const { response } = await client.GET("/audit-log", { parseAs: "stream" });
    const file = await terminal.openFile(to);
    let bytes = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      await file.write(chunk);
      bytes += chunk.length;
    }
    await file.close();
    showOne(terminal, given, { file: to, bytes });
  },
};
