import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "./app.tsx";

const getParentRoute = () => appRoute;

const connectorsRoute = createRoute({
  getParentRoute,
  path: "/connections/accounts",
  component: lazyRouteComponent(() => import("../../features/connections/connectors-page.tsx"), "ConnectorsPage"),
});

const mcpServersRoute = createRoute({
  getParentRoute,
  path: "/connections/mcp",
  component: lazyRouteComponent(() => import("../../features/mcp-servers/mcp-servers-page.tsx"), "McpServersPage"),
});

const connectCallbackRoute = createRoute({
  getParentRoute,
  path: "/connect/callback",
  component: lazyRouteComponent(() => import("../../features/connections/callback-page.tsx"), "ConnectCallbackPage"),
});

const connectionsRoute = createRoute({
  getParentRoute,
  path: "/connections",
  component: lazyRouteComponent(
    () => import("../../features/model-servers/model-servers-page.tsx"),
    "ModelServersPage",
  ),
});

export const connectionRoutes = [connectionsRoute, connectorsRoute, mcpServersRoute, connectCallbackRoute] as const;
