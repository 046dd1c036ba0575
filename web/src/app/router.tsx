import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { createRouter } from "@tanstack/react-router";
import { ApiError } from "@avow/client";
import { RouteError } from "./route-error.tsx";
import { appRoute } from "./routes/app.tsx";
import { placeRoutes } from "./routes/places.ts";
import { publicRoutes } from "./routes/public.ts";
import { rootRoute } from "./routes/root.tsx";
import { settingsRoutes } from "./routes/settings.ts";

const freshForMs = 20_000;

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: freshForMs,
      // Only what can go away by itself is asked again, once.
      retry: (failures, error) => failures < 1 && error instanceof ApiError && error.problem.retryable,
    },
  },
  queryCache: new QueryCache({ onError: (error) => leaveWhenTurnedAway(error) }),
  mutationCache: new MutationCache({ onError: (error) => leaveWhenTurnedAway(error) }),
});

export const router = createRouter({
  routeTree: rootRoute.addChildren([...publicRoutes, appRoute.addChildren([...placeRoutes, ...settingsRoutes])]),
  context: { queryClient },
  defaultPreload: "intent",
  defaultErrorComponent: RouteError,
  scrollRestoration: true,
});

/** A session can end at any moment, here or from another device; and an organization can ask for another way in. */
function leaveWhenTurnedAway(error: unknown): void {
  const isInside = router.state.matches.some(({ routeId }) => routeId === appRoute.id);
  if (!(error instanceof ApiError) || !isInside) return;
  const next = router.state.location.href;
  if (error.problem.facts["rule"] === "organization.provider")
    return void router.navigate({ to: "/sign-in/provider", search: { next } });
  if (error.problem.status !== 401) return;
  queryClient.clear();
  void router.navigate({ to: "/sign-in", search: { next } });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
