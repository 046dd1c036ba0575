import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { appRoute } from "./app.tsx";
import { word } from "./search-parts.ts";

const getParentRoute = () => appRoute;

const conversationsRoute = createRoute({
  getParentRoute,
  path: "/conversations",
  component: lazyRouteComponent(
    () => import("../../features/conversations/conversations-layout.tsx"),
    "ConversationsLayout",
  ),
});

const newConversationRoute = createRoute({
  getParentRoute: () => conversationsRoute,
  path: "/",
  validateSearch: z.object({ agent: word }),
  component: lazyRouteComponent(
    () => import("../../features/conversations/new-conversation-page.tsx"),
    "NewConversationPage",
  ),
});

const conversationRoute = createRoute({
  getParentRoute: () => conversationsRoute,
  path: "/$conversationId",
  component: lazyRouteComponent(() => import("../../features/conversations/conversation-page.tsx"), "ConversationPage"),
});

export const conversationRoutes = [conversationsRoute.addChildren([newConversationRoute, conversationRoute])];
