import { Group, Skeleton, Stack } from "@mantine/core";
import { useTimeout } from "@mantine/hooks";
import { type ReactNode, useEffect, useState } from "react";

const patienceMs = 180;

/** Shows nothing at first, so that fast answers don't flash a skeleton. */
function Patiently({ children }: { children: ReactNode }) {
  const [isShown, show] = useState(false);
  const { start, clear } = useTimeout(() => show(true), patienceMs);
  useEffect(() => {
    start();
    return clear;
  }, [start, clear]);
  return (
    <div role="status" aria-label="Loading">
      {isShown && children}
    </div>
  );
}

export function RowsSkeleton({ rows = 4 }: { rows?: number }) {
  return (
    <Patiently>
      <Stack gap={0}>
        {Array.from({ length: rows }, (_, row) => (
          <Group key={row} h={46} gap="xl" wrap="nowrap" style={{ borderTop: "1px solid var(--line)" }}>
            <Skeleton h={10} w={`${24 + ((row * 7) % 20)}%`} />
            <Skeleton h={10} w="18%" visibleFrom="sm" />
            <Skeleton h={10} w="12%" ml="auto" />
          </Group>
        ))}
      </Stack>
    </Patiently>
  );
}

export function TextSkeleton({ lines = 3 }: { lines?: number }) {
  return (
    <Patiently>
      <Stack gap={10}>
        {Array.from({ length: lines }, (_, line) => (
          <Skeleton key={line} h={12} w={`${88 - ((line * 17) % 40)}%`} />
        ))}
      </Stack>
    </Patiently>
  );
}
