import { readFileSync } from "node:fs";
import { generateTypes } from "../client/generate-types.ts";
import { endpoints, moduleOf, publicEvents } from "../server/src/app.ts";
import { modules } from "../server/src/compose/list-modules.ts";
import { requestErrors } from "../server/src/framework/errors.ts";
import { openApiOf, refusalsOf } from "../server/src/framework/http/openapi.ts";
import { policyData } from "../server/src/modules/members/policy-data.ts";
import { backupErrors } from "../server/src/operate/backup/errors.ts";
import { embeddedErrors } from "../server/src/operate/embedded/errors.ts";
import { toProblem } from "../server/src/framework/http/problems.ts";
import { compareFiles, writeFiles } from "./generate/compare-files.ts";
import { type DescribedRefusal, describeErrors } from "./generate/describe-errors.ts";

/** `npm run generate` writes what follows from the declarations; `-- --check` says what it would change. */
const root = process.cwd();
const owned = ["openapi.json", "policies/data.json", "client/src/generated/*", "docs/errors/*"];
const wanted = await generateFiles();
const difference = compareFiles(root, wanted, owned);

if (!process.argv.includes("--check")) {
  writeFiles(root, wanted, difference);
  console.log(
    `${wanted.size} files, of which ${difference.stale.length} changed and ${difference.leftover.length} were removed.`,
  );
} else {
  for (const path of difference.stale) console.log(`${path} does not match the declarations.`);
  for (const path of difference.leftover) console.log(`${path} is of a declaration that is gone.`);
  process.exitCode = difference.stale.length + difference.leftover.length === 0 ? 0 : 1;
}

async function generateFiles(): Promise<Map<string, string>> {
  const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
  const openApi = JSON.stringify(openApiOf(endpoints, moduleOf, version, publicEvents), null, 2);
  return new Map([
    ["openapi.json", `${openApi}\n`],
    ["client/src/generated/api.ts", await generateTypes(openApi)],
    ...describeErrors(collectRefusals()),
    ["policies/data.json", `${JSON.stringify(policyData, null, 2)}\n`],
  ]);
}

function collectRefusals(): DescribedRefusal[] {
  const byCode = new Map<string, DescribedRefusal>();
  const declared = [
    ...Object.values(requestErrors),
    ...modules.flatMap((module) => Object.values(module.errors ?? {})),
  ];
  for (const refusal of declared)
    byCode.set(refusal.code, { code: refusal.code, declared: refusal.declared, answeredBy: [] });
  for (const { code, declared: told } of [...Object.values(backupErrors), ...Object.values(embeddedErrors)])
    byCode.set(code, { code, declared: told, answeredBy: [], isOfCommands: true });
  for (const endpoint of endpoints) {
    for (const refusal of refusalsOf(endpoint)) {
      const described = byCode.get(refusal.code) ?? { code: refusal.code, declared: refusal.declared, answeredBy: [] };
      described.answeredBy.push(`${endpoint.method} ${endpoint.path}`);
      byCode.set(refusal.code, described);
    }
  }
  const { code, ...bug } = toProblem(new Error("any"), "").problem;
  return [...byCode.values(), { code, declared: bug, answeredBy: [] }];
}
