import type { Command } from "./command.ts";
import { writeConfig } from "./config.ts";
import { UsageError } from "./exit-codes.ts";
import { openClient } from "./open-client.ts";
import { showOne, showRows } from "./show-rows.ts";

export const organizations: Command = {
  name: "organizations",
  summary: "list your organizations, make one, or switch its AI on",
  usage: "[list | create NAME | ai on|off]",
  words: ["list", "create", "ai"],
  async run(terminal, given) {
    const [verb = "list", argument] = given.words;
    const { client, config } = await openClient(terminal);
    if (verb === "list") {
      const { data } = await client.GET("/me");
      return showRows(terminal, given, data!.organizations, ["id", "name", "role"]);
    }
    if (verb === "create" && argument) {
      const { data } = await client.POST("/organizations", { body: { name: argument } });
      const workspace = data!.workspaces[0];
      await writeConfig(terminal.env, {
        ...config,
        organization_id: data!.id,
        ...(workspace && { workspace_id: workspace.id }),
      });
      return showOne(terminal, given, { id: data!.id, name: data!.name, workspace_id: workspace?.id ?? null });
    }
    if (verb === "ai" && (argument === "on" || argument === "off")) {
      const { data } = await client.PATCH("/organization", { body: { ai_enabled: argument === "on" } });
      return showOne(terminal, given, data!);
    }
    throw new UsageError(`avow organizations ${organizations.usage}`);
  },
};
