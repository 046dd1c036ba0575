import { endpoint } from "../../../framework/endpoint.ts";
import { importHelp, importInput, importLimits, importOutput, importSent } from "./import-sent.ts";

export const importOrganization = endpoint({
  method: "PUT",
  path: "/imports/organization",
  summary: "Import an organization's or a workspace's export: agents, contacts, files, routes, rules and webhooks.",
  description: importHelp,
  scope: "workspace",
  permission: "workspaces.write",
  alsoNeeds: () => [
    "agents.write",
    "contacts.write",
    "files.write",
    "guardrails.write",
    "models.write",
    "webhooks.write",
  ],
  purpose: "files", // all that is read is the name of a file that gets its content
  ...importLimits,
  input: importInput,
  output: importOutput,
  audit: {
    action: "data.imported",
    target: (_o, _i, { workspaceId }) => workspaceId ?? "",
    when: ({ dry_run }) => !dry_run,
  },
  prepare: (ctx, { dry_run }) => importSent(ctx, "organization", dry_run === "true"),
  run: async (_ctx, _input, { prepared }) => prepared as Awaited<ReturnType<typeof importSent>>,
});
