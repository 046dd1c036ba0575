import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { agentRoutes } from "./agents.ts";
import { appRoute } from "./app.tsx";
import { connectionRoutes } from "./connections.ts";
import { contentRoutes } from "./content.ts";
import { conversationRoutes } from "./conversations.ts";
import { developerRoutes } from "./developers.ts";
import { inboxRoutes } from "./inbox.ts";
import { trustRoutes } from "./trust.ts";
import { walletRoutes } from "./wallet.ts";
import { widgetRoutes } from "./widgets.ts";

const homeRoute = createRoute({
  getParentRoute: () => appRoute,
  path: "/",
  component: lazyRouteComponent(() => import("../../features/home/home-page.tsx"), "HomePage"),
});

export const placeRoutes = [
  homeRoute,
  ...inboxRoutes,
  ...contentRoutes,
  ...walletRoutes,
  ...agentRoutes,
  ...developerRoutes,
  ...conversationRoutes,
  ...trustRoutes,
  ...connectionRoutes,
  ...widgetRoutes,
];
