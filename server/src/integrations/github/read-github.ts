import { askApi } from "../roles/calls/ask-api.ts";
import { type Api, ConnectorError } from "../roles/connector.ts";
import { headers } from "./github-headers.ts";

type Listed = { repository: string; state: string };
type Person = { login?: string } | null;
type Issue = {
  number: number;
  title: string;
  state: string;
  body?: string | null;
  user?: Person;
  html_url?: string;
  created_at?: string;
  labels?: { name?: string }[];
  pull_request?: unknown;
};

const listed = 30;
const fileCharsMax = 60_000;

/** `owner/name` was checked to be two plain words. */
export const repo = (name: string) => `/repos/${name.split("/").map(encodeURIComponent).join("/")}`;

const brief = ({ number, title, state, user, labels, created_at }: Issue) => ({
  number,
  title,
  state,
  by: user?.login,
  labels: labels?.map(({ name }) => name),
  created_at,
});

export async function readIssues(api: Api, { repository, state }: Listed) {
  const found = await askApi<Issue[]>(api, `${repo(repository)}/issues`, {
    query: { state, per_page: listed },
    headers,
  });
  return found.filter(({ pull_request }) => !pull_request).map(brief);
}

export async function readPulls(api: Api, { repository, state }: Listed) {
  const found = await askApi<Issue[]>(api, `${repo(repository)}/pulls`, {
    query: { state, per_page: listed },
    headers,
  });
  return found.map(brief);
}

type Comment = { body?: string | null; user?: Person; created_at?: string };

export async function readIssue(api: Api, { repository, number }: { repository: string; number: number }) {
  const at = `${repo(repository)}/issues/${number}`;
  const issue = await askApi<Issue>(api, at, { headers });
  const comments = await askApi<Comment[]>(api, `${at}/comments`, { query: { per_page: listed }, headers });
  const told = comments.map(({ body, user, created_at }) => ({ by: user?.login, at: created_at, text: body }));
  return { ...brief(issue), text: issue.body, comments: told };
}

export async function readFile(
  api: Api,
  { repository, path, ref }: { repository: string; path: string; ref?: string | undefined },
) {
  const at = `${repo(repository)}/contents/${path.split("/").map(encodeURIComponent).join("/")}`;
  const file = await askApi<{ content?: string; encoding?: string; size?: number }>(api, at, {
    query: { ref },
    headers,
  });
  if (typeof file?.content !== "string") throw new ConnectorError("unreadable");
  const text = Buffer.from(file.content, file.encoding === "base64" ? "base64" : "utf8").toString();
  return { path, bytes: file.size, text: text.slice(0, fileCharsMax) };
}
