import { useDocumentVisibility } from "@mantine/hooks";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api, bodyOf } from "../../api.ts";
import { type Connection, followStream, type OpenStream } from "../../event-stream/follow-stream.ts";
import { useCurrent } from "../workspaces/current.ts";

/** What an event says anew, by the first word of its type: the first words of the queries that show it. */
const shownBy: Readonly<Record<string, readonly string[]>> = {
  agent: ["agents", "agent", "agent-versions"],
  ai: ["me"],
  approval: ["approvals"],
  budget: ["budgets", "wallet"],
  contact: ["contacts", "contact"],
  delivery: ["deliveries"],
  generation: ["generations"],
  guardrail: ["guardrail-report"],
  member: ["members", "me"],
  policy: ["policy", "policy-preview"],
  run: ["runs", "run", "approvals"],
  webhook_endpoint: ["webhook-endpoints"],
  workspace: ["me"],
};

/** Shows what happens in the workspace as it happens, to whoever may read its events. @returns whether it does now */
export function useLiveEvents(): boolean {
  const { workspace, can } = useCurrent();
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  // A browser has few connections to one server: tabs that nobody looks at leave theirs to others.
  const isSeen = useDocumentVisibility() === "visible";
  const isWanted = isSeen && can("events.read");
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    const listener = {
      onConnection: (connection: Connection) => {
        setLive(connection === "live");
        // Whatever happened before the stream was open, or while it was broken, no event tells of.
        if (connection === "live") showEverythingAnew(client);
      },
      onEvent: ({ type }: { type: string }) => showAnew(client, type),
    };
    void followStream(openEventsOf(workspace.id), listener, stop.signal);
    return () => {
      stop.abort();
      setLive(false);
    };
  }, [client, isWanted, workspace.id]);
  return isLive;
}

export function showAnew(client: QueryClient, type: string): void {
  const [word = ""] = type.split(".");
  for (const first of Object.hasOwn(shownBy, word) ? shownBy[word]! : [])
    void client.invalidateQueries({ queryKey: [first] });
}

export function showEverythingAnew(client: QueryClient): void {
  const firsts = new Set<unknown>(Object.values(shownBy).flat());
  void client.invalidateQueries({ predicate: ({ queryKey: [first] }) => firsts.has(first) });
}

function openEventsOf(workspaceId: string): OpenStream {
  return async (lastEventId, signal) => {
    const headers = { "Avow-Workspace": workspaceId };
    const params = { header: lastEventId ? { "Last-Event-ID": lastEventId } : {} };
    const body = await bodyOf(api.GET("/events/stream", { params, headers, parseAs: "stream", signal }));
    if (!body) throw new TypeError("The stream has no body.");
    return body;
  };
}
