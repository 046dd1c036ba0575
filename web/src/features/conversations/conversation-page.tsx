import { VisuallyHidden } from "@mantine/core";
import { IconMessageOff } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { ButtonLink } from "../../design/page/links.tsx";
import { Empty } from "../../design/states/empty.tsx";
import { PageHead } from "../../design/page/page.tsx";
import { agentsQuery } from "../agents/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { ConversationBody } from "./conversation-body.tsx";
import { ConversationMenu } from "./conversation-menu.tsx";
import { ConversationsDrawer } from "./conversations-drawer.tsx";
import { conversationQuery } from "./queries.ts";
import { ToldNotice } from "./told-notice.tsx";
import { useReplaced } from "./use-replaced.ts";
import { useThread } from "./use-thread.ts";

export function ConversationPage() {
  const { conversationId } = useParams({ from: "/app/conversations/$conversationId" });
  return <OneConversation key={conversationId} id={conversationId} />;
}

function OneConversation({ id }: { id: string }) {
  const { workspace } = useCurrent();
  const conversation = useQuery(conversationQuery(id));
  const { data: agents } = useQuery(agentsQuery(workspace.id));
  const thread = useThread(id);
  const replaced = useReplaced(thread.messages);
  if (thread.isDeleted) return <Deleted />;
  const agent = agents?.find((each) => each.id === conversation.data?.agent_id);
  const agentName = agent?.name ?? "the agent";
  const title = conversation.data?.title ?? "Conversation";
  return (
    <>
      <PageHead title={title}>
        {conversation.data && (
          <ConversationMenu
            conversation={conversation.data}
            hasReplaced={replaced.has}
            isReplacedShown={replaced.isShown}
            onToggleReplaced={replaced.toggle}
          />
        )}
        <ConversationsDrawer />
      </PageHead>
      <ConversationBody
        id={id}
        thread={{ ...thread, messages: replaced.messages, error: thread.error ?? conversation.error }}
        agentName={agentName}
        isVisitors={conversation.data !== undefined && conversation.data.widget_id !== null}
        isAgentGone={agents !== undefined && conversation.data !== undefined && !agent}
      >
        {conversation.data && <ToldNotice conversation={conversation.data} />}
      </ConversationBody>
      <VisuallyHidden role="status">{thread.connection === "reconnecting" && "Connecting again"}</VisuallyHidden>
    </>
  );
}

function Deleted() {
  return (
    <>
      <PageHead title="Conversation">
        <ConversationsDrawer />
      </PageHead>
      <Empty
        icon={IconMessageOff}
        title="This conversation was deleted"
        action={<ButtonLink to="/conversations">New conversation</ButtonLink>}
      >
        It happened in another tab or on another device of yours.
      </Empty>
    </>
  );
}
