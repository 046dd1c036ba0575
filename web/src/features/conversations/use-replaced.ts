import { useDisclosure } from "@mantine/hooks";
import { useMemo } from "react";
import type { Thread } from "./thread.ts";

/** Messages that an edit or a second answer replaced stay out of sight unless asked for. */
export function useReplaced(messages: Thread | undefined) {
  const [isShown, { toggle }] = useDisclosure();
  const shown = useMemo(
    () => (isShown ? messages : messages?.filter(({ superseded }) => !superseded)),
    [isShown, messages],
  );
  return { messages: shown, has: messages?.some(({ superseded }) => superseded) ?? false, isShown, toggle };
}
