import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { meQuery } from "../users/queries.ts";
import type { Thread } from "./thread.ts";

/** An answer that the AI switch cut off is the news that someone has turned AI off. */
export function useAiOffWatch(messages: Thread): void {
  const client = useQueryClient();
  const last = messages.at(-1);
  const cutBySwitch = last?.error?.code.endsWith("ai_off") ? last.id : undefined;
  useEffect(() => {
    if (cutBySwitch) void client.invalidateQueries(meQuery);
  }, [client, cutBySwitch]);
}
