import { each } from "../each.ts";
import { type Command, textOf } from "./command.ts";
import { UsageError } from "./exit-codes.ts";
import { openClient, requireWorkspace } from "./open-client.ts";
import { collect, showOne, showRows } from "./show-rows.ts";

export const agents: Command = {
  name: "agents",
  summary: "list the workspace's agents, make one, from a starting point or from nothing, or delete one",
  usage: "[list | starting-points | create NAME [--from SLUG] [--instructions TEXT] [--model MODEL] | delete AGENT_ID]",
  words: ["list", "starting-points", "create", "delete"],
  options: { from: { type: "string" }, instructions: { type: "string" }, model: { type: "string" } },
  async run(terminal, given) {
    const [verb = "list", argument] = given.words;
    const { client, config } = await openClient(terminal);
    requireWorkspace(config);
    if (verb === "list") {
      const rows = await collect(each((query) => client.GET("/agents", { params: { query } })));
      return showRows(terminal, given, rows, ["id", "name", "model"]);
    }
    if (verb === "starting-points") {
      const { data } = await client.GET("/agent-starting-points");
      return showRows(terminal, given, data!.data, ["slug", "title", "says"]);
    }
    if (verb === "create" && argument) {
      const [from, instructions, model] = ["from", "instructions", "model"].map((name) => textOf(given, name));
      const said = { ...(instructions && { instructions }), ...(model && { model }) };
      const body = { name: argument, ...said, ...(from && { starting_point: from }) };
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
