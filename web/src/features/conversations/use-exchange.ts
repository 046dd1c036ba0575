import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { ApiError } from "@avow/client";
import { tellFailure } from "../../design/states/tell.tsx";
import { randomId } from "../../random-id.ts";
import { meQuery } from "../users/queries.ts";
import { editMessage, retryMessage, type Said, sendMessage, stopMessage } from "./queries.ts";
import type { Thread } from "./thread.ts";

/** What a person can do in a conversation. The stream tells the outcome too; whichever comes first is shown. */
export function useExchange(conversationId: string, add: (messages: Thread) => void) {
  const client = useQueryClient();
  const keyFor = useSendKey();
  const onError = (error: Error) => {
    // Someone switched AI off meanwhile: the page should say so.
    if (error instanceof ApiError && error.problem.code.endsWith("ai_off")) void client.invalidateQueries(meQuery);
  };
  const send = useMutation({
    mutationFn: (said: Said) => sendMessage(conversationId, said, keyFor(said)),
    onSuccess: ({ message, reply }) => {
      keyFor.forget();
      add([message, reply]);
      void client.invalidateQueries({ queryKey: ["conversations"] });
    },
    onError,
  });
  const edit = useMutation({
    mutationFn: ({ id, text }: { id: string; text: string }) => editMessage(id, text),
    onSuccess: ({ message, reply }) => add([message, reply]),
    onError,
  });
  const retry = useMutation({
    mutationFn: (messageId: string) => retryMessage(messageId),
    onSuccess: ({ reply }) => add([reply]),
    onError: (error) => (onError(error), tellFailure(error)),
  });
  const stop = useMutation({
    mutationFn: (messageId: string) => stopMessage(messageId),
    onSuccess: (message) => add([message]),
    onError: tellFailure,
  });
  return { send, edit, retry, stop };
}

/** The same text sent again after a lost answer keeps its key, so that it is said once. */
function useSendKey() {
  const sent = useRef<{ text: string; key: string }>(undefined);
  const keyFor = (said: Said) => {
    const text = JSON.stringify(said);
    if (sent.current?.text !== text) sent.current = { text, key: randomId() };
    return sent.current.key;
  };
  return Object.assign(keyFor, { forget: () => (sent.current = undefined) });
}
