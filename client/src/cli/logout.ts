import type { Command } from "./command.ts";
import { writeConfig } from "./config.ts";
import { openAnonymously, openClient, clientId } from "./open-client.ts";

export const logout: Command = {
  name: "logout",
  summary: "end this device's session, and forget it here",
  usage: "",
  async run(terminal) {
    const { client, config, origin } = await openClient(terminal);
    const { credential } = config;
    if (credential?.kind === "session")
      await client.DELETE("/sessions/{session_id}", { params: { path: { session_id: "current" } } });
    if (credential?.kind === "tokens")
      await openAnonymously(origin).POST("/oauth/revoke", { body: { client_id: clientId, token: credential.refresh } });
    await writeConfig(terminal.env, { origin });
    terminal.say("Signed out.");
  },
};
