import { each } from "../each.ts";
import type { Command } from "./command.ts";
import { writeConfig } from "./config.ts";
import { UsageError } from "./exit-codes.ts";
import { openClient } from "./open-client.ts";
import { collect, showOne, showRows } from "./show-rows.ts";

export const workspaces: Command = {
  name: "workspaces",
  summary: "list the organization's workspaces, make one, or choose the one that commands are about",
  usage: "[list | create NAME | use WORKSPACE_ID | ai on|off]",
  words: ["list", "create", "use", "ai"],
  async run(terminal, given) {
    const [verb = "list", argument] = given.words;
    const { client, config } = await openClient(terminal);
    if (verb === "list") {
      const rows = await collect(each((query) => client.GET("/workspaces", { params: { query } })));
      return showRows(terminal, given, rows, ["id", "name", "ai_enabled"]);
    }
    if (verb === "create" && argument) {
      const { data } = await client.POST("/workspaces", { body: { name: argument } });
      return showOne(terminal, given, data!);
    }
    if (verb === "use" && argument) {
      const found = await findHome(client, argument);
      await writeConfig(terminal.env, { ...config, workspace_id: argument, ...found });
      return terminal.say(`Commands are about ${argument} now.`);
    }
    if (verb === "ai" && config.workspace_id && (argument === "on" || argument === "off")) {
      const path = { workspace_id: config.workspace_id };
      const body = { ai_enabled: argument === "on" };
      const { data } = await client.PATCH("/workspaces/{workspace_id}", { params: { path }, body });
      return showOne(terminal, given, data!);
    }
    throw new UsageError(`avow workspaces ${workspaces.usage}`);
  },
};

/** The organization a workspace is in, as far as the caller may ask. An API key is bound to one and need not know. */
async function findHome(client: Awaited<ReturnType<typeof openClient>>["client"], workspaceId: string) {
  const me = await client.GET("/me").catch(() => undefined); // a key is nobody in particular
  const home = me?.data?.organizations.find((one) => one.workspaces.some(({ id }) => id === workspaceId));
  return home ? { organization_id: home.id } : {};
}
