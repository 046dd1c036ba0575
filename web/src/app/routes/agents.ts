import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { appRoute } from "./app.tsx";
import { word } from "./search-parts.ts";

const getParentRoute = () => appRoute;

const approvalsRoute = createRoute({
  getParentRoute,
  path: "/approvals",
  component: lazyRouteComponent(() => import("../../features/approvals/approvals-page.tsx"), "ApprovalsPage"),
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

const agentRoute = createRoute({
  getParentRoute,
  path: "/agents/$agentId",
  validateSearch: z.object({ tab: word }),
  component: lazyRouteComponent(() => import("../../features/agents/agent-page.tsx"), "AgentPage"),
});

export const agentRoutes = [
  approvalsRoute,
  agentsRoute,
  newAgentRoute,
  skillsRoute,
  skillRoute,
  runsRoute,
  runRoute,
  agentRoute,
];
