import { deliveryModule } from "../egress/deliveries/module.ts";
import { egressModule } from "../egress/module.ts";
import type { Module } from "../framework/endpoint.ts";
import { accountLocksModule } from "../modules/account-locks/module.ts";
import { accountsModule } from "../modules/accounts/module.ts";
import { agentTriggersModule } from "../modules/agent-triggers/module.ts";
import { agentsModule } from "../modules/agents/module.ts";
import { apiClientsModule } from "../modules/api-clients/module.ts";
import { apiKeysModule } from "../modules/api-keys/module.ts";
import { approvalsModule } from "../modules/approvals/module.ts";
import { attachmentsModule } from "../modules/attachments/module.ts";
import { auditModule } from "../modules/audit/module.ts";
import { backupsModule } from "../modules/backups/module.ts";
import { budgetsModule } from "../modules/budgets/module.ts";
import { connectedAppsModule } from "../modules/connected-apps/module.ts";
import { connectionsModule } from "../modules/connections/module.ts";
import { consentsModule } from "../modules/consents/module.ts";
import { contactsModule } from "../modules/contacts/module.ts";
import { conversationsModule } from "../modules/conversations/module.ts";
import { deliveriesModule } from "../modules/deliveries/module.ts";
import { deploymentModule } from "../modules/deployment/module.ts";
import { disclosuresModule } from "../modules/disclosures/module.ts";
import { evaluationsModule } from "../modules/evaluations/module.ts";
import { factorsModule } from "../modules/factors/module.ts";
import { filesModule } from "../modules/files/module.ts";
import { generationsModule } from "../modules/generations/module.ts";
import { guardrailsModule } from "../modules/guardrails/module.ts";
import { holdsModule } from "../modules/holds/module.ts";
import { identitiesModule } from "../modules/identities/module.ts";
import { incidentsModule } from "../modules/incidents/module.ts";
import { keysModule } from "../modules/keys/module.ts";
import { knowledgeModule } from "../modules/knowledge/module.ts";
import { mailModule } from "../modules/mail/module.ts";
import { mcpServersModule } from "../modules/mcp-servers/module.ts";
import { membersModule } from "../modules/members/module.ts";
import { memoryModule } from "../modules/memory/module.ts";
import { minorReportsModule } from "../modules/minor-reports/module.ts";
import { modelsModule } from "../modules/models/module.ts";
import { openaiApiModule } from "../modules/openai-api/module.ts";
import { organizationsModule } from "../modules/organizations/module.ts";
import { ownershipModule } from "../modules/ownership/module.ts";
import { policiesModule } from "../modules/policies/module.ts";
import { policyVersionsModule } from "../modules/policy-versions/module.ts";
import { privacyRequestsModule } from "../modules/privacy-requests/module.ts";
import { processorsModule } from "../modules/processors/module.ts";
import { promisesModule } from "../modules/promises/module.ts";
import { recordsModule } from "../modules/records/module.ts";
import { representativesModule } from "../modules/representatives/module.ts";
import { rightsRequestsModule } from "../modules/rights-requests/module.ts";
import { rolesModule } from "../modules/roles/module.ts";
import { runsModule } from "../modules/runs/module.ts";
import { securityAlertsModule } from "../modules/security-alerts/module.ts";
import { securityEventsModule } from "../modules/security-events/module.ts";
import { sessionsModule } from "../modules/sessions/module.ts";
import { skillsModule } from "../modules/skills/module.ts";
import { startingPointsModule } from "../modules/starting-points/module.ts";
import { supportModule } from "../modules/support/module.ts";
import { takeoversModule } from "../modules/takeovers/module.ts";
import { telemetryModule } from "../modules/telemetry/module.ts";
import { toolsModule } from "../modules/tools/module.ts";
import { usersModule } from "../modules/users/module.ts";
import { walletModule } from "../modules/wallet/module.ts";
import { webhooksModule } from "../modules/webhooks/module.ts";
import { widgetsModule } from "../modules/widgets/module.ts";
import { workspacesModule } from "../modules/workspaces/module.ts";

/** Every module of the product. */
export const modules: readonly Module[] = [
  usersModule,
  securityEventsModule,
  deploymentModule,
  factorsModule,
  sessionsModule,
  accountsModule,
  accountLocksModule,
  organizationsModule,
  mailModule,
  workspacesModule,
  membersModule,
  rolesModule,
  ownershipModule,
  supportModule,
  apiKeysModule,
  apiClientsModule,
  connectedAppsModule,
  identitiesModule,
  contactsModule,
  egressModule,
  modelsModule,
  filesModule,
  agentsModule,
  deliveryModule,
  webhooksModule,
  deliveriesModule,
  conversationsModule,
  attachmentsModule,
  widgetsModule,
  toolsModule,
  skillsModule,
  knowledgeModule,
  runsModule,
  evaluationsModule,
  startingPointsModule,
  agentTriggersModule,
  memoryModule,
  connectionsModule,
  mcpServersModule,
  policiesModule,
  policyVersionsModule,
  promisesModule,
  processorsModule,
  recordsModule,
  openaiApiModule,
  generationsModule,
  walletModule,
  budgetsModule,
  approvalsModule,
  guardrailsModule,
  privacyRequestsModule,
  rightsRequestsModule,
  representativesModule,
  holdsModule,
  consentsModule,
  minorReportsModule,
  disclosuresModule,
  incidentsModule,
  auditModule,
  backupsModule,
  keysModule,
  securityAlertsModule,
  telemetryModule,
  takeoversModule,
];
