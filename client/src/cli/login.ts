import { setTimeout as wait } from "node:timers/promises";
import { ApiError } from "../api-error.ts";
import { type Command, textOf } from "./command.ts";
import { readConfig, writeConfig } from "./config.ts";
import { askForTokens, clientId, openAnonymously, originOf } from "./open-client.ts";
import type { Terminal } from "./terminal.ts";

const deviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

export const login: Command = {
  name: "login",
  summary: "let this device act for you, by a code in your browser or with an API key",
  usage: "[--url URL] [--key] [--device-name NAME]",
  options: { url: { type: "string" }, key: { type: "boolean" }, "device-name": { type: "string" } },
  async run(terminal, given) {
    const config = await readConfig(terminal.env);
    const origin = (textOf(given, "url") ?? originOf(terminal, config)).replace(/\/$/, "");
    const credential = given.options["key"]
      ? ({ kind: "key", key: (await terminal.ask("API key: ", true)).trim() } as const)
      : await askPerson(terminal, origin, textOf(given, "device-name") ?? "avow on the command line");
    const isSame = config.origin === origin;
    const { organization_id, workspace_id } = isSame ? config : {};
    const tenant = { ...(organization_id && { organization_id }), ...(workspace_id && { workspace_id }) };
    await writeConfig(terminal.env, { origin, credential, ...tenant });
    terminal.say(`Signed in to ${origin}.`);
  },
};

/** OAuth 2.0 device authorization (RFC 8628): shows a code, and waits until somebody has typed it. */
async function askPerson(terminal: Terminal, origin: string, name: string) {
  const body = { client_id: clientId, client_name: name };
  const { data } = await openAnonymously(origin).POST("/oauth/device_authorization", { body });
  const { user_code, verification_uri, verification_uri_complete, device_code, expires_in, interval } = data!;
  terminal.say(`Open ${verification_uri} and type ${user_code}, or open ${verification_uri_complete}`);
  const until = performance.now() + expires_in * 1000;
  for (let seconds = interval; ; ) {
    await wait(seconds * 1000);
    try {
      return await askForTokens(origin, { grant_type: deviceGrant, device_code });
    } catch (error) {
      const code = codeOf(error);
      if (performance.now() > until || !["authorization_pending", "slow_down"].includes(code)) throw error;
      if (code === "slow_down") seconds += 5;
      terminal.progress("waiting for you");
    }
  }
}

const codeOf = (error: unknown): string =>
  error instanceof ApiError ? (error.problem.code.split(".").at(-1) ?? "") : "";
