import { ActionIcon, Alert, VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconPlugConnectedX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { AiOffNotice } from "../organizations/ai-off-notice.tsx";
import { useAttachments } from "../attachments/use-attachments.ts";
import { useCurrent } from "../workspaces/current.ts";
import { Composer } from "./composer.tsx";
import type { Connection } from "../../event-stream/follow-stream.ts";
import { isUnfinished, type Thread } from "./thread.ts";
import { ThreadView } from "./thread-view.tsx";
import { useExchange } from "./use-exchange.ts";
import { useFollowScroll } from "./use-follow-scroll.ts";
import { useAiOffWatch } from "./use-ai-off-watch.ts";

interface ConversationBodyProps {
  id: string;
  thread: {
    messages: Thread | undefined;
    hasOlder: boolean;
    connection: Connection;
    error: unknown;
    refetch: () => unknown;
    add: (messages: Thread) => void;
    readOlder: () => Promise<void>;
  };
  agentName: string;
  isAgentGone: boolean;
  /** A visitor of a widget writes in it, and nobody in their place. */
  isVisitors: boolean;
  /** What has to be done before anything can be said. */
  children?: ReactNode;
}

export function ConversationBody({ id, thread, agentName, isAgentGone, isVisitors, children }: ConversationBodyProps) {
  const { isAiOn } = useCurrent();
  const { send, edit, retry, stop } = useExchange(id, thread.add);
  const attachments = useAttachments(() => Promise.resolve(id));
  const scroll = useFollowScroll();
  const messages = thread.messages ?? [];
  const answering = messages.find((message) => message.role === "assistant" && isUnfinished(message));
  useAiOffWatch(messages);

  const say = async (text: string, attachmentIds: readonly string[]) => {
    scroll.follow();
    return send.mutateAsync({ text, attachmentIds }).then(
      () => true,
      () => false,
    );
  };
  const mayWrite = isAiOn && !isAgentGone && !isVisitors;
  const isReadOnly = !mayWrite || answering !== undefined;
  const pending = send.isPending && messages.findLast(({ role }) => role === "user")?.text !== send.variables.text;
  return (
    <>
      <div className="thread" ref={scroll.content}>
        {thread.messages ? (
          <ThreadView
            messages={messages}
            agentName={agentName}
            isReadOnly={isReadOnly}
            onEdit={(message, text) => edit.mutateAsync({ id: message.id, text })}
            onRetry={(message) => retry.mutate(message.id)}
            onReadOlder={thread.hasOlder ? thread.readOlder : undefined}
          />
        ) : (
          !thread.error && <TextSkeleton lines={5} />
        )}
        {pending && <PendingMessage text={send.variables.text} />}
        {thread.error !== null && <ErrorNotice error={thread.error} onRetry={() => void thread.refetch()} />}
      </div>
      <div className="composer-dock">
        <div>
          {scroll.isAway && <JumpToEnd onClick={scroll.follow} />}
          <Reconnecting connection={thread.connection} />
          {mayWrite && children}
          {mayWrite && (
            <Composer
              agentName={agentName}
              lastPrompt={messages.findLast(({ role }) => role === "user")?.text}
              isAnswering={answering !== undefined}
              error={send.error}
              attachments={attachments}
              onSend={say}
              onStop={() => answering && stop.mutate(answering.id)}
            />
          )}
          <WhyNotToWrite isVisitors={isVisitors} isAiOn={isAiOn} isAgentGone={isAgentGone} />
        </div>
      </div>
      <VisuallyHidden role="status">{answering ? `${agentName} is answering` : ""}</VisuallyHidden>
    </>
  );
}

function WhyNotToWrite({ isVisitors, isAiOn, isAgentGone }: Record<"isVisitors" | "isAiOn" | "isAgentGone", boolean>) {
  return (
    <>
      {isVisitors && (
        <Alert color="gray" title="A visitor of a chat widget writes here. You can read it and delete it." />
      )}
      {!isAiOn && <AiOffNotice />}
      {isAiOn && isAgentGone && <AgentGone />}
    </>
  );
}

function PendingMessage({ text }: { text: string }) {
  return (
    <div className="user-message" style={{ opacity: 0.85 }}>
      <div className="user-bubble">{text}</div>
      <div className="message-foot">Sending…</div>
    </div>
  );
}

function JumpToEnd({ onClick }: { onClick: () => void }) {
  return (
    <ActionIcon
      aria-label="Jump to the latest"
      variant="default"
      radius="xl"
      pos="absolute"
      top={-40}
      left="50%"
      onClick={onClick}
    >
      <IconArrowDown size={16} />
    </ActionIcon>
  );
}

function Reconnecting({ connection }: { connection: Connection }) {
  if (connection !== "reconnecting") return null;
  return (
    <Alert color="gray" mb={8} py={6} icon={<IconPlugConnectedX size={16} />}>
      The connection broke. Avow is trying again; nothing is lost.
    </Alert>
  );
}

function AgentGone() {
  return (
    <Alert color="gray" title="The agent of this conversation was deleted">
      What was said stays readable. Start a new conversation with another agent.
    </Alert>
  );
}
