import type { Connector, ServiceName } from "../../integrations/roles/connector.ts";
import { github } from "../../integrations/github/github.ts";
import { googleWorkspace } from "../../integrations/google-workspace/google-workspace.ts";
import { slack } from "../../integrations/slack/slack.ts";

export const connectors: Record<ServiceName, Connector> = { github, google: googleWorkspace, slack };

const email = "ada@mail.test";

/** What each stand-in holds at first. */
export const serviceSeeds: Record<ServiceName, object> = {
  github: { users: [{ login: "ada" }], repos: [{ owner: "ada", name: "engine", auto_init: true }] },
  google: {
    users: [{ email, name: "Ada" }],
    calendars: [{ id: "primary", user_email: email, summary: "Ada", primary: true, time_zone: "UTC" }],
  },
  slack: {
    team: { name: "Crew", domain: "crew" },
    users: [{ name: "ada", real_name: "Ada", email }],
    channels: [{ name: "general", topic: "All of it" }],
  },
};
