import { existsSync } from "node:fs";
import { describeEndpoint } from "./new/describe-endpoint.ts";
import { camelCase, readWords } from "./new/words.ts";
import { writeNewFiles } from "./new/write-new-files.ts";
import { runCommand, UsageError } from "./usage-error.ts";

const verbNoun = /^(?<verb>[a-z]+)(?:-[a-z0-9]+)+$/;

/** `npm run new:endpoint -- webhooks/create-webhook` writes the smallest endpoint and a test that fails. */
await runCommand(() => {
  const [module = "", name = ""] = (process.argv[2] ?? "").split("/");
  const words = readWords(module);
  const verb = verbNoun.exec(name)?.groups?.["verb"];
  if (!verb) throw new UsageError(`"${name}" names no endpoint. Say module/verb-noun: webhooks/create-webhook.`);
  const declaration = `server/src/modules/${module}/module.ts`;
  if (!existsSync(declaration)) throw new UsageError(`There is no ${declaration}; npm run new:module -- ${module}.`);

  const files = describeEndpoint({ words, name, verb });
  writeNewFiles(files);
  console.log(`Wrote ${[...files.keys()].join(" and ")}.

Add to ${declaration}, and there to the list of endpoints:

import { ${camelCase(name)} } from "./${name}.ts";
${camelCase(name)},

A role needs its permission, or only owners may; then: npm run generate`);
});
