import { type QueryClient, useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { randomId } from "../../random-id.ts";
import type { Agent } from "../agents/queries.ts";
import { conversationQuery, type Said, sendMessage, startConversation } from "./queries.ts";

/** A conversation begins with its first message or its first file, so that few are left empty: what it is told besides counts from then on. */
export function useStartConversation(agent: Agent, client: QueryClient, variables: Record<string, string>) {
  const navigate = useNavigate();
  // A first message that failed is said again in the conversation that was made for it.
  const begun = useRef<Promise<string>>(undefined);
  const [isBegun, setIsBegun] = useState(false);
  const begin = () => {
    setIsBegun(true);
    begun.current ??= startConversation(agent.id, variables).then((conversation) => {
      client.setQueryData(conversationQuery(conversation.id).queryKey, conversation);
      return conversation.id;
    });
    // One that could not be begun is begun anew.
    begun.current.catch(() => {
      begun.current = undefined;
      setIsBegun(false);
    });
    return begun.current;
  };
  const say = useMutation({
    mutationFn: async (said: Said) => {
      const id = await begin();
      await sendMessage(id, said, randomId());
      return id;
    },
    onSuccess: async (conversationId) => {
      void client.invalidateQueries({ queryKey: ["conversations"] });
      void client.invalidateQueries(conversationQuery(conversationId));
      await navigate({ to: "/conversations/$conversationId", params: { conversationId } });
    },
  });
  return { say, begin, isBegun };
}
