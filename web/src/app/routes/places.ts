import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import * as z from "zod/mini";
import { appRoute } from "./app.tsx";
import { connectionRoutes } from "./connections.ts";
import { widgetRoutes } from "./widgets.ts";

// An address that someone mangled opens the page without that part.
const word = z.catch(z.optional(z.string()), undefined);

const getParentRoute = () => appRoute;
const comingSoon = () => import("../coming-soon.tsx");

const homeRoute = createRoute({
  getParentRoute,
  path: "/",
  component: lazyRouteComponent(() => import("../../features/home/home-page.tsx"), "HomePage"),
});

const inboxRoute = createRoute({
  getParentRoute,
  path: "/inbox",
  component: lazyRouteComponent(comingSoon, "InboxPage"),
});

const contactsRoute = createRoute({
  getParentRoute,
  path: "/inbox/contacts",
  component: lazyRouteComponent(() => import("../../features/contacts/contacts-page.tsx"), "ContactsPage"),
});

const importContactsRoute = createRoute({
  getParentRoute,
  path: "/inbox/contacts/import",
  component: lazyRouteComponent(() => import("../../features/contacts/import-page.tsx"), "ImportPage"),
});

const contactRoute = createRoute({
  getParentRoute,
  path: "/inbox/contacts/$contactId",
  component: lazyRouteComponent(() => import("../../features/contacts/contact-page.tsx"), "ContactPage"),
});

const contentRoute = createRoute({
  getParentRoute,
  path: "/content",
  component: lazyRouteComponent(comingSoon, "ContentPage"),
});

const filesRoute = createRoute({
  getParentRoute,
  path: "/content/files",
  component: lazyRouteComponent(() => import("../../features/files/files-page.tsx"), "FilesPage"),
});

const knowledgeRoute = createRoute({
  getParentRoute,
  path: "/content/knowledge",
  component: lazyRouteComponent(() => import("../../features/knowledge/knowledge-page.tsx"), "KnowledgePage"),
});

const collectionRoute = createRoute({
  getParentRoute,
  path: "/content/knowledge/$collectionId",
  component: lazyRouteComponent(() => import("../../features/knowledge/collection-page.tsx"), "CollectionPage"),
});

const documentRoute = createRoute({
  getParentRoute,
  path: "/content/knowledge/documents/$documentId",
  validateSearch: z.object({ passage: word }),
  component: lazyRouteComponent(() => import("../../features/knowledge/document-page.tsx"), "DocumentPage"),
});

const walletRoute = createRoute({
  getParentRoute,
  path: "/wallet",
  component: lazyRouteComponent(() => import("../../features/wallet/wallet-page.tsx"), "WalletPage"),
});

const transactionsRoute = createRoute({
  getParentRoute,
  path: "/wallet/transactions",
  component: lazyRouteComponent(() => import("../../features/wallet/transactions-page.tsx"), "TransactionsPage"),
});

const usageRoute = createRoute({
  getParentRoute,
  path: "/wallet/usage",
  component: lazyRouteComponent(() => import("../../features/wallet/usage-page.tsx"), "UsagePage"),
});

const budgetsRoute = createRoute({
  getParentRoute,
  path: "/wallet/budgets",
  component: lazyRouteComponent(() => import("../../features/budgets/budgets-page.tsx"), "BudgetsPage"),
});

const approvalsRoute = createRoute({
  getParentRoute,
  path: "/approvals",
  component: lazyRouteComponent(() => import("../../features/approvals/approvals-page.tsx"), "ApprovalsPage"),
});

const developersRoute = createRoute({
  getParentRoute,
  path: "/developers",
  component: lazyRouteComponent(() => import("../../features/api-keys/api-keys-page.tsx"), "ApiKeysPage"),
});

const generationsRoute = createRoute({
  getParentRoute,
  path: "/developers/generations",
  component: lazyRouteComponent(() => import("../../features/generations/generations-page.tsx"), "GenerationsPage"),
});

const webhooksRoute = createRoute({
  getParentRoute,
  path: "/developers/webhooks",
  component: lazyRouteComponent(() => import("../../features/webhooks/webhooks-page.tsx"), "WebhooksPage"),
});

const deliveriesRoute = createRoute({
  getParentRoute,
  path: "/developers/deliveries",
  validateSearch: z.object({ delivery: word }),
  component: lazyRouteComponent(() => import("../../features/deliveries/deliveries-page.tsx"), "DeliveriesPage"),
});

const agentsRoute = createRoute({
  getParentRoute,
  path: "/agents",
  component: lazyRouteComponent(() => import("../../features/agents/agents-page.tsx"), "AgentsPage"),
});

const newAgentRoute = createRoute({
  getParentRoute,
  path: "/agents/new",
  component: lazyRouteComponent(() => import("../../features/agents/new-agent-page.tsx"), "NewAgentPage"),
});

const skillsRoute = createRoute({
  getParentRoute,
  path: "/agents/skills",
  component: lazyRouteComponent(() => import("../../features/skills/skills-page.tsx"), "SkillsPage"),
});

const skillRoute = createRoute({
  getParentRoute,
  path: "/agents/skills/$skillId",
  component: lazyRouteComponent(() => import("../../features/skills/skill-page.tsx"), "SkillPage"),
});

const runsRoute = createRoute({
  getParentRoute,
  path: "/runs",
  component: lazyRouteComponent(() => import("../../features/runs/runs-page.tsx"), "RunsPage"),
});

const runRoute = createRoute({
  getParentRoute,
  path: "/runs/$runId",
  component: lazyRouteComponent(() => import("../../features/runs/run-page.tsx"), "RunPage"),
});

export const agentRoute = createRoute({
  getParentRoute,
  path: "/agents/$agentId",
  component: lazyRouteComponent(() => import("../../features/agents/agent-page.tsx"), "AgentPage"),
});

export const conversationsRoute = createRoute({
  getParentRoute,
  path: "/conversations",
  component: lazyRouteComponent(
    () => import("../../features/conversations/conversations-layout.tsx"),
    "ConversationsLayout",
  ),
});

export const newConversationRoute = createRoute({
  getParentRoute: () => conversationsRoute,
  path: "/",
  validateSearch: z.object({ agent: word }),
  component: lazyRouteComponent(
    () => import("../../features/conversations/new-conversation-page.tsx"),
    "NewConversationPage",
  ),
});

export const conversationRoute = createRoute({
  getParentRoute: () => conversationsRoute,
  path: "/$conversationId",
  component: lazyRouteComponent(() => import("../../features/conversations/conversation-page.tsx"), "ConversationPage"),
});

const trustRoute = createRoute({
  getParentRoute,
  path: "/trust",
  beforeLoad: () => {
    throw redirect({ to: "/trust/members" });
  },
});

const membersRoute = createRoute({
  getParentRoute,
  path: "/trust/members",
  component: lazyRouteComponent(() => import("../../features/members/members-page.tsx"), "MembersPage"),
});

const rolesRoute = createRoute({
  getParentRoute,
  path: "/trust/roles",
  component: lazyRouteComponent(() => import("../../features/roles/roles-page.tsx"), "RolesPage"),
});

const isoDay = z.catch(z.optional(z.iso.date()), undefined);

export const auditRoute = createRoute({
  getParentRoute,
  path: "/trust/audit",
  validateSearch: z.object({
    action: word,
    actor: word,
    from: isoDay,
    to: isoDay,
    cursor: word,
  }),
  component: lazyRouteComponent(() => import("../../features/audit/audit-page.tsx"), "AuditPage"),
});

export const securitySearch = z.object({
  severity: z.catch(z.optional(z.enum(["info", "warning", "critical"])), undefined),
  from: isoDay,
  to: isoDay,
  cursor: word,
});

const securityRoute = createRoute({
  getParentRoute,
  path: "/trust/security",
  validateSearch: z.extend(securitySearch, {
    view: z.catch(z.optional(z.enum(["mine", "organization"])), undefined),
  }),
  component: lazyRouteComponent(
    () => import("../../features/security-events/security-events-page.tsx"),
    "SecurityEventsPage",
  ),
});

const promisesRoute = createRoute({
  getParentRoute,
  path: "/trust/promises",
  component: lazyRouteComponent(() => import("../../features/promises/promises-page.tsx"), "PromisesPage"),
});

const policyRoute = createRoute({
  getParentRoute,
  path: "/trust/policy",
  component: lazyRouteComponent(() => import("../../features/policies/policy-page.tsx"), "PolicyPage"),
});

const guardrailsRoute = createRoute({
  getParentRoute,
  path: "/trust/guardrails",
  component: lazyRouteComponent(() => import("../../features/guardrails/guardrails-page.tsx"), "GuardrailsPage"),
});

const previewRoute = createRoute({
  getParentRoute,
  path: "/trust/guardrails/preview",
  component: lazyRouteComponent(() => import("../../features/guardrails/preview-page.tsx"), "PreviewPage"),
});

const guardrailReportRoute = createRoute({
  getParentRoute,
  path: "/trust/guardrails/report",
  component: lazyRouteComponent(() => import("../../features/guardrails/report-page.tsx"), "ReportPage"),
});

const publishRoute = createRoute({
  getParentRoute,
  path: "/trust/publish",
  component: lazyRouteComponent(() => import("../../features/policy-versions/publish-page.tsx"), "PublishPage"),
});

const processorsRoute = createRoute({
  getParentRoute,
  path: "/trust/processors",
  component: lazyRouteComponent(() => import("../../features/processors/processors-page.tsx"), "ProcessorsPage"),
});

const recordsRoute = createRoute({
  getParentRoute,
  path: "/trust/records",
  component: lazyRouteComponent(() => import("../../features/records/records-page.tsx"), "RecordsPage"),
});

const requestsRoute = createRoute({
  getParentRoute,
  path: "/trust/requests",
  component: lazyRouteComponent(() => import("../../features/rights-requests/requests-page.tsx"), "RequestsPage"),
});

const holdsRoute = createRoute({
  getParentRoute,
  path: "/trust/holds",
  component: lazyRouteComponent(() => import("../../features/holds/holds-page.tsx"), "HoldsPage"),
});

const disclosuresRoute = createRoute({
  getParentRoute,
  path: "/trust/disclosures",
  component: lazyRouteComponent(() => import("../../features/disclosures/disclosures-page.tsx"), "DisclosuresPage"),
});

const consentsRoute = createRoute({
  getParentRoute,
  path: "/trust/consents",
  component: lazyRouteComponent(() => import("../../features/consents/consents-page.tsx"), "ConsentsPage"),
});

const minorReportsRoute = createRoute({
  getParentRoute,
  path: "/trust/minors",
  component: lazyRouteComponent(
    () => import("../../features/minor-reports/minor-reports-page.tsx"),
    "MinorReportsPage",
  ),
});

const incidentsRoute = createRoute({
  getParentRoute,
  path: "/trust/incidents",
  component: lazyRouteComponent(() => import("../../features/incidents/incidents-page.tsx"), "IncidentsPage"),
});

const myDataRoute = createRoute({
  getParentRoute,
  path: "/trust/data",
  component: lazyRouteComponent(() => import("../../features/privacy-requests/my-data-page.tsx"), "MyDataPage"),
});

export const placeRoutes = [
  ...connectionRoutes,
  ...widgetRoutes,
  homeRoute,
  inboxRoute,
  contactsRoute,
  importContactsRoute,
  contactRoute,
  contentRoute,
  filesRoute,
  knowledgeRoute,
  collectionRoute,
  documentRoute,
  walletRoute,
  transactionsRoute,
  usageRoute,
  budgetsRoute,
  approvalsRoute,
  developersRoute,
  webhooksRoute,
  deliveriesRoute,
  generationsRoute,
  agentsRoute,
  newAgentRoute,
  skillsRoute,
  skillRoute,
  runsRoute,
  runRoute,
  agentRoute,
  conversationsRoute.addChildren([newConversationRoute, conversationRoute]),
  trustRoute,
  membersRoute,
  rolesRoute,
  auditRoute,
  securityRoute,
  promisesRoute,
  policyRoute,
  guardrailsRoute,
  previewRoute,
  guardrailReportRoute,
  publishRoute,
  processorsRoute,
  recordsRoute,
  requestsRoute,
  holdsRoute,
  disclosuresRoute,
  incidentsRoute,
  minorReportsRoute,
  consentsRoute,
  myDataRoute,
];
