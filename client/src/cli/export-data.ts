import { type Command, textOf } from "./command.ts";
import { UsageError } from "./exit-codes.ts";
import { openClient } from "./open-client.ts";
import { showOne } from "./show-rows.ts";

export const exportData: Command = {
  name: "export",
  summary: "download everything of yours, or of the organization, as a zip",
  usage: "--to FILE [--subject me|organization]",
  options: { to: { type: "string" }, subject: { type: "string", default: "me" } },
  async run(terminal, given) {
    const [to, subject] = [textOf(given, "to"), textOf(given, "subject")];
    if (!to || (subject !== "me" && subject !== "organization"))
      throw new UsageError(`avow export ${exportData.usage}`);
    const { client, config } = await openClient(terminal);
    const about = subject === "organization" ? { organization_id: config.organization_id! } : {};
    const { data } = await client.POST("/privacy-requests", { body: { kind: "export", subject, ...about } });
    const { response } = await client.GET("/privacy-requests/{request_id}/archive", {
      params: { path: { request_id: data!.id } },
      parseAs: "stream",
    });
    const file = await terminal.openFile(to);
    let bytes = 0;
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      await file.write(chunk);
      bytes += chunk.length;
      terminal.progress(`${Math.round(bytes / 1024)} KiB`);
    }
    await file.close();
    showOne(terminal, given, { request_id: data!.id, file: to, bytes });
  },
};
