import type { ErrorComponentProps } from "@tanstack/react-router";
import { ErrorNotice } from "../design/states/error-notice.tsx";
import { PlainPage } from "../design/page/plain-page.tsx";

/** When a page can't even start: the server is away, or this dashboard has a bug. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  return (
    <PlainPage title="This page could not open">
      <ErrorNotice error={error} onRetry={reset} />
    </PlainPage>
  );
}
