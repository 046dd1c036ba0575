import { endpoint } from "../../../framework/endpoint.ts";
import { importHelp, importInput, importLimits, importOutput, importSent } from "./import-sent.ts";

export const importMine = endpoint({
  method: "PUT",
  path: "/imports/mine",
  summary: "Import your own export: conversations and files of your own.",
  description: importHelp,
  scope: "workspace",
  permission: "conversations.write",
  alsoNeeds: () => ["files.write"],
  purpose: "files", // all that is read is the name of a file that gets its content
  ...importLimits,
  input: importInput,
  output: importOutput,
  audit: { action: "data.imported", target: (_o, _i, { userId }) => userId ?? "", when: ({ dry_run }) => !dry_run },
  prepare: (ctx, { dry_run }) => importSent(ctx, "user", dry_run === "true"),
  run: async (_ctx, _input, { prepared }) => prepared as Awaited<ReturnType<typeof importSent>>,
});
