import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { appRoute } from "./app.tsx";
import { word } from "./search-parts.ts";

const getParentRoute = () => appRoute;

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

export const developerRoutes = [developersRoute, webhooksRoute, deliveriesRoute, generationsRoute];
