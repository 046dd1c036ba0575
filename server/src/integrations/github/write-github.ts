import { askApi } from "../roles/calls/ask-api.ts";
import type { Api } from "../roles/connector.ts";
import { headers } from "./github-headers.ts";
import { repo } from "./read-github.ts";

type Written = { number?: number; id: number; body?: string | null };
/** A comment of Markdown's, shown to nobody: GitHub knows no key for an effect, so it is found again by this. */
const markOf = (key: string) => `<!-- avow:${key} -->`;
const withMark = (text: string, key: string) => `${text}\n\n${markOf(key)}`;
const lookedThrough = 50;

export type NewIssue = { repository: string; title: string; text: string };
export type NewComment = { repository: string; number: number; text: string };

export async function createIssue(api: Api, { repository, title, text }: NewIssue, key: string): Promise<string> {
  const json = { title, body: withMark(text, key) };
  const made = await askApi<Written>(api, `${repo(repository)}/issues`, { method: "POST", json, headers });
  return String(made.number ?? made.id);
}

export async function findIssue(api: Api, { repository }: NewIssue, key: string): Promise<string | undefined> {
  const query = { state: "all", sort: "created", direction: "desc", per_page: lookedThrough };
  const issues = await askApi<Written[]>(api, `${repo(repository)}/issues`, { query, headers });
  const found = issues.find(({ body }) => body?.includes(markOf(key)));
  return found && String(found.number ?? found.id);
}

const commentsOf = ({ repository, number }: NewComment) => `${repo(repository)}/issues/${number}/comments`;

export async function createComment(api: Api, comment: NewComment, key: string): Promise<string> {
  const json = { body: withMark(comment.text, key) };
  return String((await askApi<Written>(api, commentsOf(comment), { method: "POST", json, headers })).id);
}

/** The newest page is the last one; a comment of just now is on it, or on the one before. */
export async function findComment(api: Api, comment: NewComment, key: string): Promise<string | undefined> {
  const { comments = 0 } = await askApi<{ comments?: number }>(api, commentsOf(comment).replace(/\/comments$/, ""), {
    headers,
  });
  const last = Math.max(1, Math.ceil(comments / lookedThrough));
  for (const page of [last, last - 1].filter((one) => one > 0)) {
    const query = { per_page: lookedThrough, page };
    const written = await askApi<Written[]>(api, commentsOf(comment), { query, headers });
    const found = written.find(({ body }) => body?.includes(markOf(key)));
    if (found) return String(found.id);
  }
  return undefined;
}
