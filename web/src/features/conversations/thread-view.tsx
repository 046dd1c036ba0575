import { Button } from "@mantine/core";
import { AgentMessage } from "./agent-message.tsx";
import type { Message } from "./queries.ts";
import { isUnfinished, type Thread } from "./thread.ts";
import { UserMessage } from "./user-message.tsx";

interface ThreadViewProps {
  messages: Thread;
  agentName: string;
  /** With AI off or an answer under way, nothing can be asked again. */
  isReadOnly: boolean;
  onEdit: (message: Message, text: string) => Promise<unknown>;
  onRetry: (message: Message) => void;
  onReadOlder: (() => Promise<void>) | undefined;
}

export function ThreadView({ messages, agentName, isReadOnly, onEdit, onRetry, onReadOlder }: ThreadViewProps) {
  const last = messages.findLast(({ superseded }) => !superseded);
  return (
    <>
      {onReadOlder && (
        <Button size="xs" variant="default" fullWidth mb="lg" onClick={() => void onReadOlder()}>
          Show earlier messages
        </Button>
      )}
      {messages.map((message) =>
        message.role === "user" ? (
          <UserMessage
            key={message.id}
            message={message}
            onEdit={isReadOnly ? undefined : (text) => onEdit(message, text)}
          />
        ) : (
          <AgentMessage
            key={message.id}
            message={message}
            agentName={agentName}
            onRetry={message === last && !isReadOnly && !isUnfinished(message) ? () => onRetry(message) : undefined}
          />
        ),
      )}
    </>
  );
}
