import * as z from "zod";
import { declareWriting } from "./declare-writing.ts";
import { number, repository } from "./github-reading.ts";

const need = { service: "github", ability: "issues.write" } as const;
const text = z.string().trim().min(1).max(20_000).describe("Markdown.");

export const githubWriting = [
  declareWriting({
    need,
    name: "github_create_issue",
    title: "GitHub: open an issue",
    says: "can open issues",
    description: "Opens an issue in a GitHub repository.",
    input: z.strictObject({ repository, title: z.string().trim().min(1).max(250), text }),
    texts: ["title", "text"],
    reach: (issue) => ({ urls: [issue.repository] }),
    operation: "createIssue",
    isFoundAgain: true,
  }),
  declareWriting({
    need,
    name: "github_comment",
    title: "GitHub: comment",
    says: "can comment on issues",
    description: "Comments on an issue or pull request of a GitHub repository.",
    input: z.strictObject({ repository, number, text }),
    texts: ["text"],
    reach: (comment) => ({ urls: [comment.repository] }),
    operation: "createComment",
    isFoundAgain: true,
  }),
];
