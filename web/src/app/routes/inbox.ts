import { createRoute, lazyRouteComponent } from "@tanstack/react-router";
import { appRoute } from "./app.tsx";

const getParentRoute = () => appRoute;
const comingSoon = () => import("../coming-soon.tsx");

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

export const inboxRoutes = [inboxRoute, contactsRoute, importContactsRoute, contactRoute];
