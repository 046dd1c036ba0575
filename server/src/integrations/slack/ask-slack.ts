import { askApi } from "../roles/calls/ask-api.ts";
import { type Api, ConnectorError, type ConnectorFailure } from "../roles/connector.ts";

const byError: Record<string, ConnectorFailure> = {
  not_authed: "unauthorized",
  invalid_auth: "unauthorized",
  token_revoked: "unauthorized",
  token_expired: "unauthorized",
  account_inactive: "unauthorized",
  missing_scope: "insufficient",
  not_in_channel: "forbidden",
  restricted_action: "forbidden",
  channel_not_found: "not_found",
  ratelimited: "throttled",
  internal_error: "failed",
  fatal_error: "failed",
};

/** One method of Slack's Web API, which tells errors in a body with a status of success. @throws ConnectorError */
export async function askSlack<T>(api: Api, method: string, args: object): Promise<T> {
  const answer = await askApi<{ ok?: unknown; error?: unknown }>(api, `/${method}`, { method: "POST", json: args });
  if (answer?.ok === true) return answer as T;
  const failure = byError[String(answer?.error)] ?? "refused";
  throw new ConnectorError(failure, { mayHaveHappened: failure === "failed" });
}
