import { type Connector, ConnectorError } from "../roles/connector.ts";
import { askSlack } from "./ask-slack.ts";
import { findPosted, listChannels, postMessage, readMessages } from "./use-channels.ts";

/** Acts as the person who connected it, never as a bot that others see everywhere. */
export const slack: Connector = {
  name: "slack",
  title: "Slack",
  processor: "slack",
  policyUrl: "https://slack.com/trust/privacy/privacy-policy",
  whenForbidden: "The account may not be in that channel, or its workspace does not allow it.",
  abilities: {
    "channels.read": {
      says: "can see channels and read what is written there",
      scopes: ["channels:read", "channels:history"],
    },
    "messages.write": { says: "can write in channels as you", scopes: ["chat:write"] },
  },
  ends: (origin = "https://slack.com") => ({
    authorize: `${origin}/oauth/v2/authorize`,
    token: `${origin}/api/oauth.v2.access`,
    scopeParameter: "user_scope",
    scopeSeparator: ",",
    parameters: {},
  }),
  reads: { listChannels, readMessages },
  writes: { postMessage: { act: postMessage, find: findPosted } },
  api: (origin = "https://slack.com") => `${origin}/api`,
  readAnswer(answer) {
    if (answer["ok"] !== true) return { error: answer["error"] ?? "refused" };
    const whose = (answer["authed_user"] ?? {}) as Record<string, unknown>;
    // A renewal names the person's token at the top.
    const given = whose["access_token"] === undefined ? answer : whose;
    return {
      access_token: given["access_token"],
      token_type: "bearer",
      scope: typeof given["scope"] === "string" ? given["scope"].replaceAll(",", " ") : "",
      ...(given["refresh_token"] === undefined ? {} : { refresh_token: given["refresh_token"] }),
      ...(given["expires_in"] === undefined ? {} : { expires_in: given["expires_in"] }),
    };
  },
  async identify(api) {
    const { user, team } = await askSlack<{ user?: unknown; team?: unknown }>(api, "auth.test", {});
    if (typeof user !== "string") throw new ConnectorError("unreadable");
    return typeof team === "string" ? `${user} at ${team}` : user;
  },
  forgets: "token",
  async revoke(_client, api) {
    try {
      await askSlack(api, "auth.revoke", {});
      return "revoked";
    } catch (error) {
      if (error instanceof ConnectorError && error.failure === "unauthorized") return "gone";
      throw error;
    }
  },
};
