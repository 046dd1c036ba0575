import { Outlet } from "@tanstack/react-router";
import { ConversationList } from "./conversation-list.tsx";
import "./conversations.css";
import { NewConversationButton } from "./new-conversation-button.tsx";
import { Box } from "@mantine/core";

/** The list on the left where there is room, the open conversation beside it. */
export function ConversationsLayout() {
  return (
    <div className="conversations">
      <Box component="aside" visibleFrom="md" className="conversations-aside" aria-label="Conversations">
        <div className="conversations-aside-head">
          <strong style={{ fontSize: 13 }}>Conversations</strong>
          <NewConversationButton />
        </div>
        <ConversationList />
      </Box>
      <div className="conversations-main">
        <Outlet />
      </div>
    </div>
  );
}
