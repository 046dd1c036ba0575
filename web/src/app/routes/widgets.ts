import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "./app.tsx";

const getParentRoute = () => appRoute;

const widgetsRoute = createRoute({
  getParentRoute,
  path: "/agents/widgets",
  component: lazyRouteComponent(() => import("../../features/widgets/widgets-page.tsx"), "WidgetsPage"),
});

const widgetRoute = createRoute({
  getParentRoute,
  path: "/agents/widgets/$widgetId",
  component: lazyRouteComponent(() => import("../../features/widgets/widget-page.tsx"), "WidgetPage"),
});

export const widgetRoutes = [widgetsRoute, widgetRoute] as const;
