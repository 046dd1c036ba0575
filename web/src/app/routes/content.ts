import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import * as z from "zod/mini";
import { appRoute } from "./app.tsx";
import { word } from "./search-parts.ts";

const getParentRoute = () => appRoute;
const comingSoon = () => import("../coming-soon.tsx");

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

export const contentRoutes = [contentRoute, filesRoute, knowledgeRoute, collectionRoute, documentRoute];
