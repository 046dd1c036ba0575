import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import * as z from "zod/mini";
import { appRoute } from "./app.tsx";
import { isoDay, word } from "./search-parts.ts";

const getParentRoute = () => appRoute;

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

const auditRoute = createRoute({
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

export const trustRoutes = [
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
