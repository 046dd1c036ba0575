import { describeCommands } from "../client/src/cli/run-cli.ts";
import { describeVerbs } from "../server/src/operate/cli.ts";

/** `npx avow help`: what whoever uses Avow can do with it, and what whoever runs it. */
const lines = [
  "npx avow <command> [arguments]",
  "",
  "For whoever uses Avow:",
  ...describeCommands(),
  "",
  "For whoever runs it:",
  ...describeVerbs(),
  "",
  "Each takes --help, and --json for programs.",
];
for (const line of lines) console.log(line);
