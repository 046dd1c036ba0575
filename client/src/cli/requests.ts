import { each } from "../each.ts";
import type { Command } from "./command.ts";
import { UsageError } from "./exit-codes.ts";
import { openClient } from "./open-client.ts";
import { collect, showOne, showRows } from "./show-rows.ts";

export const requests: Command = {
  name: "requests",
  summary: "list your requests for export and erasure, look at one, or withdraw it",
  usage: "[list | get REQUEST_ID | withdraw REQUEST_ID]",
  words: ["list", "get", "withdraw"],
  async run(terminal, given) {
    const [verb = "list", id] = given.words;
    const { client } = await openClient(terminal);
    if (verb === "list") {
      const rows = await collect(each((query) => client.GET("/privacy-requests", { params: { query } })));
      return showRows(terminal, given, rows, ["id", "kind", "subject", "state", "created_at", "due_at"]);
    }
    if (!id || (verb !== "get" && verb !== "withdraw")) throw new UsageError(`avow requests ${requests.usage}`);
    const params = { path: { request_id: id } };
    if (verb === "withdraw") await client.POST("/privacy-requests/{request_id}/withdraw", { params });
    showOne(terminal, given, (await client.GET("/privacy-requests/{request_id}", { params })).data!);
  },
};
