import { askApi } from "../roles/calls/ask-api.ts";
import { type Connector, ConnectorError } from "../roles/connector.ts";
import { headers } from "./github-headers.ts";
import { readFile, readIssue, readIssues, readPulls } from "./read-github.ts";
import { createComment, createIssue, findComment, findIssue } from "./write-github.ts";

/**
 * A GitHub App acting for a person: what it may do is said where the App is registered and installed, repository by repository,
 * so no scope is asked for here. (An OAuth App's `repo` would be everything of everything.)
 */
export const github: Connector = {
  name: "github",
  title: "GitHub",
  processor: "github",
  policyUrl: "https://docs.github.com/site-policy/privacy-policies/github-general-privacy-statement",
  whenForbidden:
    "The app may not be installed for this repository, or lacks the permission: whoever owns the repository changes that at GitHub.",
  abilities: {
    "code.read": { says: "can read files of repositories you choose", scopes: [] },
    "issues.read": { says: "can read issues and pull requests", scopes: [] },
    "issues.write": { says: "can open issues and comment", scopes: [] },
  },
  ends: (origin = "https://github.com") => ({
    authorize: `${origin}/login/oauth/authorize`,
    token: `${origin}/login/oauth/access_token`,
    scopeParameter: "scope",
    scopeSeparator: " ",
    parameters: {},
  }),
  reads: { readIssues, readIssue, readPulls, readFile },
  writes: {
    createIssue: { act: createIssue, find: findIssue },
    createComment: { act: createComment, find: findComment },
  },
  api: (origin = "https://api.github.com") => origin,
  // An empty `scope` says that the App's own rights count.
  readAnswer: (answer) => ({ ...answer, scope: undefined }),
  async identify(api) {
    const { login } = await askApi<{ login?: unknown }>(api, "/user", { headers });
    if (typeof login !== "string") throw new ConnectorError("unreadable");
    return login;
  },
  forgets: "token",
  async revoke({ clientId, clientSecret }, api) {
    const authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString("base64")}`;
    const json = { access_token: api.token };
    try {
      await askApi(api, `/applications/${encodeURIComponent(clientId)}/token`, {
        method: "DELETE",
        json,
        headers,
        authorization,
      });
      return "revoked";
    } catch (error) {
      if (error instanceof ConnectorError && (error.failure === "not_found" || error.status === 422)) return "gone";
      throw error;
    }
  },
};
