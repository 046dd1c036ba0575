import { readFileSync } from "node:fs";
import { join } from "node:path";
import { permissionNames } from "../../server/src/modules/members/describe-roles.ts";
import { roleNames } from "../../server/src/modules/members/tables.ts";
import type { Problem } from "./problem.ts";

const sheet = "policies/golden/roles.csv";
const help = "Write by hand who has the permission: what follows from the code would prove nothing about it.";

/** The golden table of decisions has a line for every permission and a column for every role, and none besides. */
export function checkGolden(
  root: string,
  declared: { permissions: readonly string[]; roles: readonly string[] } = {
    permissions: permissionNames,
    roles: roleNames,
  },
): Problem[] {
  const [head = "", ...lines] = readFileSync(join(root, sheet), "utf8").trim().split("\n");
  const [, , ...roles] = head.split(",");
  const permissions = lines.map((line) => line.split(",")[0]!);
  return [...differ(permissions, declared.permissions, "line for"), ...differ(roles, declared.roles, "column for")];
}

function differ(written: readonly string[], declared: readonly string[], what: string): Problem[] {
  const missing = declared.filter((name) => !written.includes(name)).map((name) => `has no ${what} ${name}`);
  const gone = written.filter((name) => !declared.includes(name)).map((name) => `has a ${what} ${name}, which is gone`);
  return [...missing, ...gone].map((sentence) => ({ file: sheet, line: 1, what: sentence, help }));
}
