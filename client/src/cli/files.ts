import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { each } from "../each.ts";
import { uploadFile } from "../upload-file.ts";
import { type Command, textOf } from "./command.ts";
import { UsageError } from "./exit-codes.ts";
import { openClient, requireWorkspace } from "./open-client.ts";
import { collect, showOne, showRows } from "./show-rows.ts";

export const files: Command = {
  name: "files",
  summary: "list the workspace's files, send one, fetch one, or delete one",
  usage: "[list | put PATH | get FILE_ID --to PATH | delete FILE_ID]",
  words: ["list", "put", "get", "delete"],
  options: { to: { type: "string" } },
  async run(terminal, given) {
    const [verb = "list", argument] = given.words;
    const { client, config } = await openClient(terminal);
    requireWorkspace(config);
    if (verb === "list") {
      const rows = await collect(each((query) => client.GET("/files", { params: { query } })));
      return showRows(terminal, given, rows, ["id", "name", "type", "bytes", "state"]);
    }
    if (verb === "put" && argument) {
      const content = new Uint8Array(await readFile(argument));
      return showOne(terminal, given, await uploadFile(client, content, { name: basename(argument) }));
    }
    const to = textOf(given, "to");
    const params = { path: { file_id: argument ?? "" } };
    if (verb === "delete" && argument) {
      await client.DELETE("/files/{file_id}", { params });
      return terminal.say(`Deleted ${argument}.`);
    }
    if (verb !== "get" || !argument || !to) throw new UsageError(`avow files ${files.usage}`);
    const { response } = await client.GET("/files/{file_id}/content", { params, parseAs: "stream" });
    const file = await terminal.openFile(to);
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) await file.write(chunk);
    await file.close();
    terminal.say(`Wrote ${to}.`);
  },
};
