import { readFile } from "node:fs/promises";
import { type Command, textOf } from "./command.ts";
import { UsageError } from "./exit-codes.ts";
import { openClient, requireWorkspace } from "./open-client.ts";
import { showRows } from "./show-rows.ts";

export const importData: Command = {
  name: "import",
  summary: "bring an export of yours, or of an organization, into the workspace",
  usage: "FILE [--subject me|organization] [--dry-run]",
  options: { subject: { type: "string", default: "me" }, "dry-run": { type: "boolean" } },
  async run(terminal, given) {
    const [path] = given.words;
    const subject = textOf(given, "subject");
    if (!path || (subject !== "me" && subject !== "organization"))
      throw new UsageError(`avow import ${importData.usage}`);
    const { client, config } = await openClient(terminal);
    requireWorkspace(config);
    const dryRun = given.options["dry-run"] === true;
    const sent = {
      params: { query: { dry_run: dryRun ? ("true" as const) : ("false" as const) } },
      body: new Uint8Array(await readFile(path)) as never, // OpenAPI has no word for bytes
      bodySerializer: (same: unknown) => same as never,
      headers: { "content-type": "application/octet-stream" },
    };
    const { data } =
      subject === "me" ? await client.PUT("/imports/mine", sent) : await client.PUT("/imports/organization", sent);
    const shown = data!.tables.map(({ refused, ...table }) => ({
      ...table,
      refused: refused.reduce((sum, { rows }) => sum + rows, 0),
      because: refused.map(({ because }) => because).join("; "),
    }));
    showRows(terminal, given, shown, ["table", "created", "known", "contents", "refused", "because"]);
    terminal.say(dryRun ? "Nothing was written." : "Imported.");
  },
};
