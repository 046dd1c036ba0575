import * as z from "zod";
import { declareReading } from "./declare-reading.ts";

/** `owner/name`, as in the address of its page. */
export const repository = z
  .string()
  .max(140)
  .regex(/^[\w.-]+\/[\w.-]+$/)
  .refine((name) => !name.split("/").some((part) => /^\.+$/.test(part)))
  .describe("`owner/name`");
export const number = z.int().min(1).max(1_000_000_000);
const state = z.enum(["open", "closed", "all"]).default("open");
const github = (ability: string) => ({ service: "github", ability }) as const;

export const githubReading = [
  declareReading({
    need: github("issues.read"),
    name: "github_list_issues",
    title: "GitHub: issues",
    says: "can read issues",
    description: "Lists issues of a GitHub repository, newest first.",
    input: z.strictObject({ repository, state }),
    operation: "readIssues",
  }),
  declareReading({
    need: github("issues.read"),
    name: "github_read_issue",
    title: "GitHub: an issue",
    says: "can read issues",
    description: "Reads one issue or pull request of a GitHub repository, with its comments.",
    input: z.strictObject({ repository, number }),
    operation: "readIssue",
  }),
  declareReading({
    need: github("issues.read"),
    name: "github_list_pulls",
    title: "GitHub: pull requests",
    says: "can read pull requests",
    description: "Lists pull requests of a GitHub repository, newest first.",
    input: z.strictObject({ repository, state }),
    operation: "readPulls",
  }),
  declareReading({
    need: github("code.read"),
    name: "github_read_file",
    title: "GitHub: a file",
    says: "can read files of repositories",
    description: "Reads one text file of a GitHub repository.",
    input: z.strictObject({
      repository,
      path: z
        .string()
        .min(1)
        .max(500)
        .refine((path) => !path.split("/").some((part) => /^\.*$/.test(part))),
      ref: z.string().max(200).optional().describe("Branch, tag or commit; else the default branch."),
    }),
    operation: "readFile",
  }),
];
