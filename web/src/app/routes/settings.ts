import { createRoute, lazyRouteComponent, redirect } from "@tanstack/react-router";
import { appRoute } from "./app.tsx";
import { securitySearch } from "./trust.ts";

const getParentRoute = () => appRoute;

const settingsRoute = createRoute({
  getParentRoute,
  path: "/settings",
  beforeLoad: () => {
    throw redirect({ to: "/settings/profile" });
  },
});

const profileRoute = createRoute({
  getParentRoute,
  path: "/settings/profile",
  component: lazyRouteComponent(() => import("../../features/users/profile-page.tsx"), "ProfilePage"),
});

const securityRoute = createRoute({
  getParentRoute,
  path: "/settings/security",
  component: lazyRouteComponent(() => import("../../features/factors/security-page.tsx"), "SecurityPage"),
});

const sessionsRoute = createRoute({
  getParentRoute,
  path: "/settings/sessions",
  component: lazyRouteComponent(() => import("../../features/sessions/sessions-page.tsx"), "SessionsPage"),
});

const mailChoicesRoute = createRoute({
  getParentRoute,
  path: "/settings/mail",
  component: lazyRouteComponent(() => import("../../features/mail/mail-choices-page.tsx"), "MailChoicesPage"),
});

const memoriesRoute = createRoute({
  getParentRoute,
  path: "/settings/memories",
  component: lazyRouteComponent(() => import("../../features/memories/memories-page.tsx"), "MemoriesPage"),
});

const organizationRoute = createRoute({
  getParentRoute,
  path: "/settings/organization",
  component: lazyRouteComponent(() => import("../../features/organizations/organization-page.tsx"), "OrganizationPage"),
});

const identitiesRoute = createRoute({
  getParentRoute,
  path: "/settings/identities",
  component: lazyRouteComponent(() => import("../../features/identities/identities-page.tsx"), "IdentitiesPage"),
});

const deviceRoute = createRoute({
  getParentRoute,
  path: "/device",
  component: lazyRouteComponent(() => import("../../features/api-clients/device-page.tsx"), "DevicePage"),
});

const authorizeRoute = createRoute({
  getParentRoute,
  path: "/authorize",
  component: lazyRouteComponent(() => import("../../features/api-clients/authorize-page.tsx"), "AuthorizePage"),
});

const operatorRoute = createRoute({
  getParentRoute,
  path: "/operator",
  beforeLoad: () => {
    throw redirect({ to: "/operator/settings" });
  },
});

const operatorSettingsRoute = createRoute({
  getParentRoute,
  path: "/operator/settings",
  component: lazyRouteComponent(
    () => import("../../features/operator/operator-settings-page.tsx"),
    "OperatorSettingsPage",
  ),
});

const mailboxRoute = createRoute({
  getParentRoute,
  path: "/operator/mailbox",
  component: lazyRouteComponent(() => import("../../features/operator/mailbox-page.tsx"), "MailboxPage"),
});

const mailsRoute = createRoute({
  getParentRoute,
  path: "/operator/mails",
  component: lazyRouteComponent(() => import("../../features/mail/mails-page.tsx"), "MailsPage"),
});

const mailTemplatesRoute = createRoute({
  getParentRoute,
  path: "/operator/mail-templates",
  component: lazyRouteComponent(() => import("../../features/mail/mail-templates-page.tsx"), "MailTemplatesPage"),
});

const operatorOrganizationsRoute = createRoute({
  getParentRoute,
  path: "/operator/organizations",
  component: lazyRouteComponent(() => import("../../features/operator/organizations-page.tsx"), "OrganizationsPage"),
});

const operatorBackupsRoute = createRoute({
  getParentRoute,
  path: "/operator/backups",
  component: lazyRouteComponent(() => import("../../features/operator/backups-page.tsx"), "BackupsPage"),
});

const operatorProfileRoute = createRoute({
  getParentRoute,
  path: "/operator/profile",
  component: lazyRouteComponent(
    () => import("../../features/policy-versions/operator-profile-page.tsx"),
    "OperatorProfilePage",
  ),
});

const operatorPolicyRoute = createRoute({
  getParentRoute,
  path: "/operator/policy",
  component: lazyRouteComponent(
    () => import("../../features/policies/deployment-policy-page.tsx"),
    "DeploymentPolicyPage",
  ),
});

const operatorProcessorsRoute = createRoute({
  getParentRoute,
  path: "/operator/processors",
  component: lazyRouteComponent(
    () => import("../../features/processors/deployment-processors-page.tsx"),
    "DeploymentProcessorsPage",
  ),
});

const operatorPricesRoute = createRoute({
  getParentRoute,
  path: "/operator/prices",
  component: lazyRouteComponent(() => import("../../features/model-prices/model-prices-page.tsx"), "ModelPricesPage"),
});

const operatorSecurityRoute = createRoute({
  getParentRoute,
  path: "/operator/security",
  validateSearch: securitySearch,
  component: lazyRouteComponent(
    () => import("../../features/operator/operator-security-page.tsx"),
    "OperatorSecurityPage",
  ),
});

const operatorUsageRoute = createRoute({
  getParentRoute,
  path: "/operator/usage",
  component: lazyRouteComponent(() => import("../../features/operator/usage-page.tsx"), "UsagePage"),
});

const operatorMinorReportsRoute = createRoute({
  getParentRoute,
  path: "/operator/minors",
  component: lazyRouteComponent(
    () => import("../../features/minor-reports/minor-reports-page.tsx"),
    "OperatorMinorReportsPage",
  ),
});

const operatorTakeoversRoute = createRoute({
  getParentRoute,
  path: "/operator/takeovers",
  component: lazyRouteComponent(() => import("../../features/takeovers/takeovers-page.tsx"), "TakeoversPage"),
});

export const settingsRoutes = [
  settingsRoute,
  profileRoute,
  securityRoute,
  sessionsRoute,
  identitiesRoute,
  deviceRoute,
  authorizeRoute,
  organizationRoute,
  operatorRoute,
  operatorSettingsRoute,
  mailboxRoute,
  mailsRoute,
  mailChoicesRoute,
  memoriesRoute,
  mailTemplatesRoute,
  operatorOrganizationsRoute,
  operatorProfileRoute,
  operatorPolicyRoute,
  operatorProcessorsRoute,
  operatorPricesRoute,
  operatorSecurityRoute,
  operatorMinorReportsRoute,
  operatorTakeoversRoute,
  operatorUsageRoute,
  operatorBackupsRoute,
];
