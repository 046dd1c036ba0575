import type { Command } from "./command.ts";
import { openClient } from "./open-client.ts";
import { showOne } from "./show-rows.ts";

export const whoami: Command = {
  name: "whoami",
  summary: "tell who is signed in here, and which workspace is chosen",
  usage: "",
  async run(terminal, given) {
    const { client, config, origin } = await openClient(terminal);
    const { data } = await client.GET("/me");
    const { id, email, name } = data!.user;
    const { organization_id = null, workspace_id = null } = config;
    showOne(terminal, given, { id, email, name, url: origin, organization_id, workspace_id });
  },
};
