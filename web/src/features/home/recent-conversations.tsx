import { Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { RowLink } from "../../design/page/links.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { type Conversation, conversationsQuery } from "../conversations/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import "./recent-conversations.css";

const shown = 5;

export function RecentConversations() {
  const { workspace } = useCurrent();
  const query = useQuery(conversationsQuery(workspace.id));
  return (
    <Section title="Recent conversations">
      <QueryView query={query}>
        {(conversations) =>
          conversations.length === 0 ? (
            <Text fz="sm" c="dimmed">
              None yet. Build an agent below, or talk to the example.
            </Text>
          ) : (
            conversations.slice(0, shown).map((each) => <Row key={each.id} conversation={each} />)
          )
        }
      </QueryView>
    </Section>
  );
}

function Row({ conversation: { id, title, updated_at, state } }: { conversation: Conversation }) {
  return (
    <RowLink to="/conversations/$conversationId" params={{ conversationId: id }} className="recent focusable">
      <span className="ellipsis">{title ?? "Untitled conversation"}</span>
      <Text component="span" fz="xs" c="dimmed" flex="none">
        {state === "answering" ? "Answering…" : <Time value={updated_at} />}
      </Text>
    </RowLink>
  );
}
