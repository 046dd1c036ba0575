import { ddl, patch } from "./break-by.ts";
import type { Sabotage } from "./sabotage.ts";

/** What people write, have made, and connect. */
export const sabotagesOfContent: readonly Sabotage[] = [
  patch(
    ["content.store", "files cannot be deleted"],
    "modules/files/module.ts",
    "downloadFile, deleteFile, getFileHealth]",
    "downloadFile, getFileHealth]",
  ),
  patch(
    ["content.store", "documents cannot be deleted"],
    "modules/knowledge/module.ts",
    "    getDocument,\n    deleteDocument,\n",
    "    getDocument,\n",
  ),
  patch(
    ["content.store", "what tools did can be neither taken along nor erased"],
    "modules/runs/tables.ts",
    'const words = {\n  category: "content.private",\n  purposes: ["converse"],\n  seal: "object",\n  erase: "shred",\n  export: true,',
    'const words = {\n  category: "content.private",\n  purposes: ["converse"],\n  seal: "object",\n  erase: "delete",\n  export: false,',
  ),
  ddl(
    ["connector.cred", "a policy lets everybody reach everybody's accounts"],
    "create policy leak on connections to avow_app using (true)",
  ),
  patch(
    ["ai.policy_links", "a provider stands there without its policy"],
    "egress/processors/processor.ts",
    "policy_url: z.url({ protocol: /^https$/ }).max(500),",
    'policy_url: z.string().transform(() => "none"),',
  ),
  patch(
    ["ai.policy_links", "an account is connected without the service's policy"],
    "integrations/github/github.ts",
    'policyUrl: "https://docs.github.com/site-policy/privacy-policies/github-general-privacy-statement"',
    'policyUrl: "about:blank"',
  ),
];
