import { type QueryClient, useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useRef } from "react";
import { randomId } from "../../random-id.ts";
import type { Agent } from "../agents/queries.ts";
import { conversationQuery, sendMessage, startConversation } from "./queries.ts";

/** A conversation begins with its first message, so that none is left empty. */
export function useStartConversation(agent: Agent, client: QueryClient) {
  const navigate = useNavigate();
  // A first message that failed is said again in the conversation that was made for it.
  const begun = useRef<string>(undefined);
  return useMutation({
    mutationFn: async (text: string) => {
      if (!begun.current) {
        const conversation = await startConversation(agent.id);
        client.setQueryData(conversationQuery(conversation.id).queryKey, conversation);
        begun.current = conversation.id;
      }
      await sendMessage(begun.current, text, randomId());
      return begun.current;
    },
    onSuccess: async (conversationId) => {
      void client.invalidateQueries({ queryKey: ["conversations"] });
      void client.invalidateQueries(conversationQuery(conversationId));
      await navigate({ to: "/conversations/$conversationId", params: { conversationId } });
    },
  });
}
