import type { QueryClient } from "@tanstack/react-query";
import { createRootRouteWithContext, Outlet } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useStore } from "../../design/signal.ts";
import { openQuestion } from "../../features/sessions/ask-for-proof.ts";
import { NotFound } from "../not-found.tsx";

const StepUpDialog = lazy(async () => ({
  default: (await import("../../features/sessions/step-up-dialog.tsx")).StepUpDialog,
}));

export const rootRoute = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  notFoundComponent: NotFound,
});

function Root() {
  const answer = useStore(openQuestion);
  return (
    <>
      <Outlet />
      <Suspense>{answer && <StepUpDialog onAnswer={answer} />}</Suspense>
    </>
  );
}
