import { Button, Group } from "@mantine/core";
import type { UseInfiniteQueryResult } from "@tanstack/react-query";

interface MoreRowsProps {
  query: Pick<UseInfiniteQueryResult, "hasNextPage" | "isFetching" | "fetchNextPage">;
  children?: string;
}

/** Below a list that goes on: brings its next page. */
export function MoreRows({ query, children = "Show older ones" }: MoreRowsProps) {
  if (!query.hasNextPage) return null;
  return (
    <Group>
      <Button variant="default" loading={query.isFetching} onClick={() => void query.fetchNextPage()}>
        {children}
      </Button>
    </Group>
  );
}
