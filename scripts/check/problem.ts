/** One thing that is not as it must be: where, what is wrong, and what to do about it. */
export type Problem = { file: string; line?: number; what: string; help: string };

/** A rule of this repository as a program. `holds` says in one sentence what is so when it finds nothing. */
export type Check = { name: string; holds: string; run(root: string): Problem[] | Promise<Problem[]> };

export function describeProblem({ file, line, what, help }: Problem): string {
  return `  ${line === undefined ? file : `${file}:${line}`}: ${what}\n    ${help.replaceAll("\n", "\n    ")}`;
}
