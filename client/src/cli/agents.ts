import { each } from "../each.ts";
import { type Command, textOf } from "./command.ts";
import { UsageError } from "./exit-codes.ts";
import { openClient, requireWorkspace } from "./open-client.ts";
import { collect, showOne, showRows } from "./show-rows.ts";

export const agents: Command = {
  name: "agents",
  summary: "list the workspace's agents, make one, or delete one",
  usage: "[list | create NAME [--instructions TEXT] [--model MODEL] | delete AGENT_ID]",
  words: ["list", "create", "delete"],
  options: { instructions: { type: "string" }, model: { type: "string" } },
  async run(terminal, given) {
    const [verb = "list", argument] = given.words;
    const { client, config } = await openClient(terminal);
    requireWorkspace(config);
    if (verb === "list") {
      const rows = await collect(each((query) => client.GET("/agents", { params: { query } })));
      return showRows(terminal, given, rows, ["id", "name", "model"]);
    }
    if (verb === "create" && argument) {
      const [instructions, model] = [textOf(given, "instructions"), textOf(given, "model")];
      const body = { name: argument, ...(instructions && { instructions }), ...(model && { model }) };
      const { data } = await client.POST("/agents", { body });
      return showOne(terminal, given, data!);
    }
    if (verb === "delete" && argument) {
      await client.DELETE("/agents/{agent_id}", { params: { path: { agent_id: argument } } });
      return terminal.say(`Deleted ${argument}.`);
    }
    throw new UsageError(`avow agents ${agents.usage}`);
  },
};
