import { ScrollArea, Text } from "@mantine/core";
import { IconRobot } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ButtonLink } from "../../design/page/links.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { useStore } from "../../design/signal.ts";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { deleting } from "./deleting.ts";
import { type Conversation, conversationsQuery } from "./queries.ts";

export function ConversationList() {
  const { workspace } = useCurrent();
  const hidden = useStore(deleting);
  const query = useQuery(conversationsQuery(workspace.id));
  return (
    <>
      <ScrollArea flex={1} px={8} type="auto" viewportProps={{ tabIndex: -1 }}>
        <QueryView query={query}>{(all) => <List conversations={all.filter(({ id }) => !hidden.has(id))} />}</QueryView>
      </ScrollArea>
      <div style={{ padding: 8, borderTop: "1px solid var(--line)" }}>
        <ButtonLink
          to="/agents"
          variant="subtle"
          color="gray"
          size="xs"
          fullWidth
          justify="flex-start"
          leftSection={<IconRobot size={16} />}
        >
          All agents
        </ButtonLink>
      </div>
    </>
  );
}

function List({ conversations }: { conversations: Conversation[] }) {
  if (conversations.length === 0) {
    return (
      <Text fz="sm" c="dimmed" px={8} py={4}>
        None yet. Write the first message.
      </Text>
    );
  }
  return (
    <nav aria-label="Conversations">
      {conversations.map(({ id, title, state, updated_at, widget_id }) => (
        <Link
          key={id}
          to="/conversations/$conversationId"
          params={{ conversationId: id }}
          className="conversation-link focusable"
        >
          <span className="ellipsis" style={{ display: "block" }}>
            {title ?? "Untitled conversation"}
          </span>
          <small>
            {widget_id !== null && "Visitor · "}
            {state === "answering" ? "Answering…" : <Time value={updated_at} />}
          </small>
        </Link>
      ))}
    </nav>
  );
}
