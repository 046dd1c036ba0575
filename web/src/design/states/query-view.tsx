import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorNotice } from "./error-notice.tsx";
import { RowsSkeleton } from "./skeletons.tsx";

interface QueryViewProps<T> {
  query: Pick<UseQueryResult<T>, "data" | "error" | "refetch">;
  skeleton?: ReactNode;
  children: (data: T) => ReactNode;
}

/** Loading, failed or there: one place decides, so that every screen behaves alike. Old data stays while it reloads. */
export function QueryView<T>({ query, skeleton, children }: QueryViewProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) return <ErrorNotice error={query.error} onRetry={() => void query.refetch()} />;
  return skeleton ?? <RowsSkeleton />;
}
