import { ActionIcon, Alert, Button, Text, Tooltip } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { use } from "react";
import { CopyIcon } from "../../design/text/copy-icon.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { LocaleContext } from "../../design/locale.ts";
import { Markdown } from "../../design/text/markdown.tsx";
import { AttachmentList } from "../attachments/attachment-card.tsx";
import { NotRemembered } from "../runs/not-remembered.tsx";
import { RunCard } from "../runs/run-card.tsx";
import type { Message } from "./queries.ts";
import { SandboxBadge } from "./sandbox-badge.tsx";
import { isUnfinished } from "./thread.ts";

interface AgentMessageProps {
  message: Message;
  agentName: string;
  onRetry: (() => void) | undefined;
}

export function AgentMessage({ message, agentName, onRetry }: AgentMessageProps) {
  const isLive = isUnfinished(message);
  return (
    <article
      className="agent-message"
      aria-label={`${agentName} answers`}
      aria-busy={isLive}
      data-superseded={message.superseded || undefined}
    >
      {message.text !== "" && <Markdown text={message.text} isLive={isLive} />}
      {isLive && message.text === "" && <Thinking />}
      <AttachmentList attachments={message.attachments} />
      {message.run_id && <RunCard runId={message.run_id} />}
      {message.state === "failed" && <Failure message={message} onRetry={onRetry} />}
      {message.not_remembered && <NotRemembered counts={message.not_remembered} />}
      {!isLive && <Foot message={message} onRetry={onRetry} />}
    </article>
  );
}

function Thinking() {
  return (
    <span className="thinking" role="img" aria-label="Waiting for the answer">
      <i />
      <i />
      <i />
    </span>
  );
}

function Failure({ message: { error }, onRetry }: { message: Message; onRetry: (() => void) | undefined }) {
  return (
    <Alert color="red" title={error?.title ?? "The answer could not be finished."} mb={8}>
      <Text fz="sm">{error?.help ?? "Your message is kept."}</Text>
      {error?.code === "egress.approval_needed" && (
        <AnchorLink to="/approvals" display="block" mt={4}>
          Look at what waits for a yes
        </AnchorLink>
      )}
      {onRetry && (
        <Button size="compact-sm" variant="default" mt={8} leftSection={<IconRefresh size={14} />} onClick={onRetry}>
          Try again
        </Button>
      )}
    </Alert>
  );
}

function Foot({ message, onRetry }: { message: Message; onRetry: (() => void) | undefined }) {
  return (
    <div className="message-foot">
      {message.text !== "" && <CopyIcon value={message.text} label="Copy answer" />}
      {onRetry && message.state !== "failed" && (
        <Tooltip label="Answer again">
          <ActionIcon size={26} aria-label="Answer again" onClick={onRetry}>
            <IconRefresh size={15} />
          </ActionIcon>
        </Tooltip>
      )}
      {message.sandbox && <SandboxBadge />}
      {message.superseded && <span>Replaced</span>}
      {message.state === "stopped" && <span>Stopped</span>}
      <Cost message={message} />
    </div>
  );
}

function Cost({ message: { generation } }: { message: Message }) {
  const { locale } = use(LocaleContext);
  if (!generation) return null;
  const tokens = (generation.tokens_in + generation.tokens_out).toLocaleString(locale);
  const seconds = (generation.latency_ms / 1000).toLocaleString(locale, { maximumFractionDigits: 1 });
  return <span className="tabular">{[generation.model, `${tokens} tokens`, `${seconds} s`].join(" · ")}</span>;
}
