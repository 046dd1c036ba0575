import { importAgents } from "../modules/agents/import-agents.ts";
import { importAttachments } from "../modules/attachments/public.ts";
import { importArchivedContacts } from "../modules/contacts/imports/import-archived-contacts.ts";
import { importConversations } from "../modules/conversations/import-conversations.ts";
import { importFiles } from "../modules/files/import-files.ts";
import { importGuardrailRules } from "../modules/guardrails/rules/import-guardrail-rules.ts";
import { importKnowledge } from "../modules/knowledge/import-knowledge.ts";
import { importModels } from "../modules/models/import-models.ts";
import { importSkills } from "../modules/skills/import-skills.ts";
import { importEndpoints } from "../modules/webhooks/import-endpoints.ts";
import type { ImportRule } from "../privacy/import/import-rule.ts";

/** What of an export can be imported again, parents before children. */
export const importRules: readonly ImportRule[] = [
  ...importGuardrailRules,
  ...importModels,
  ...importEndpoints,
  ...importAgents,
  ...importSkills,
  ...importArchivedContacts,
  ...importConversations,
  ...importAttachments,
  ...importFiles,
  ...importKnowledge,
];
