import { readFile } from "node:fs/promises";
import { each } from "../each.ts";
import type { Client } from "../client.ts";
import { type Command, type Given, textOf } from "./command.ts";
import { UsageError } from "./exit-codes.ts";
import { openClient, requireWorkspace } from "./open-client.ts";
import { collect, showRows } from "./show-rows.ts";
import type { Terminal } from "./terminal.ts";

export const contacts: Command = {
  name: "contacts",
  summary: "list the workspace's contacts, import them from CSV, or write them to a file",
  usage: "[list | import FILE [--dry-run] | export --to FILE]",
  words: ["list", "import", "export"],
  options: { to: { type: "string" }, "dry-run": { type: "boolean" } },
  async run(terminal, given) {
    const [verb = "list", argument] = given.words;
    const { client, config } = await openClient(terminal);
    requireWorkspace(config);
    const to = textOf(given, "to");
    if (verb === "list") {
      const rows = await collect(each((query) => client.GET("/contacts", { params: { query } })));
      return showRows(terminal, given, rows.map(describe), ["id", "name", "reached_by", "age_state"]);
    }
    if (verb === "import" && argument) return importFile(terminal, given, client, argument);
    if (verb !== "export" || !to) throw new UsageError(`avow contacts ${contacts.usage}`);
    const { response } = await client.GET("/contacts.csv", { parseAs: "stream" });
    const file = await terminal.openFile(to);
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) await file.write(chunk);
    await file.close();
    terminal.say(`Wrote ${to}.`);
  },
};

type Listed = { id: string; name: string | null; age_state: string; identities: { value: string }[] };

const describe = ({ identities, ...contact }: Listed) => ({
  ...contact,
  reached_by: identities.map(({ value }) => value).join(", "),
});

/** Answers 1 where a row was refused, so that a script notices. */
async function importFile(terminal: Terminal, given: Given, client: Client, path: string): Promise<number> {
  const dryRun = given.options["dry-run"] === true;
  const { data } = await client.PUT("/contacts/import", {
    params: { query: { dry_run: dryRun ? "true" : "false" } },
    body: new Uint8Array(await readFile(path)) as never, // OpenAPI has no word for bytes
    bodySerializer: (same) => same,
    headers: { "content-type": "application/octet-stream" },
  });
  const { rows, created, merged, unchanged, refused } = data!;
  const shown = rows.map(({ line, outcome, contact_id, problem }) => ({
    line,
    outcome,
    contact_id: contact_id ?? "",
    problem: problem ? `${problem.column}: ${problem.reason.replaceAll("_", " ")}` : "",
  }));
  showRows(terminal, given, shown, ["line", "outcome", "contact_id", "problem"]);
  const sums = `${created} created, ${merged} merged, ${unchanged} unchanged, ${refused} refused`;
  terminal.say(dryRun ? `Nothing was written. It would come to: ${sums}.` : `${sums}.`);
  return refused > 0 ? 1 : 0;
}
