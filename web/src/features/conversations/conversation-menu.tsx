import { ActionIcon, Menu } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconDots, IconForms, IconHistoryToggle, IconPencil, IconRobot, IconTrash } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { MenuItemLink } from "../../design/page/links.tsx";
import { NameDialog } from "../../design/forms/name-dialog.tsx";
import { tellWithUndo } from "../../design/states/tell.tsx";
import { variablesQuery } from "../agents/queries.ts";
import { deleting } from "./deleting.ts";
import { type Conversation, conversationQuery, deleteConversation, renameConversation } from "./queries.ts";
import { TellAgentDialog } from "./tell-agent-dialog.tsx";

interface ConversationMenuProps {
  conversation: Conversation;
  hasReplaced: boolean;
  isReplacedShown: boolean;
  onToggleReplaced: () => void;
}

export function ConversationMenu({
  conversation,
  hasReplaced,
  isReplacedShown,
  onToggleReplaced,
}: ConversationMenuProps) {
  const [isRenaming, renaming] = useDisclosure();
  const [isTelling, telling] = useDisclosure();
  const { data: variables = [] } = useQuery(variablesQuery(conversation.agent_id));
  const isTold = variables.length > 0 && conversation.widget_id === null;
  const remove = useRemove(conversation);
  return (
    <>
      <Menu width={220}>
        <Menu.Target>
          <ActionIcon aria-label="Conversation menu">
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={15} />} onClick={renaming.open}>
            Rename
          </Menu.Item>
          {isTold && (
            <Menu.Item leftSection={<IconForms size={15} />} onClick={telling.open}>
              What it is told
            </Menu.Item>
          )}
          {hasReplaced && (
            <Menu.Item leftSection={<IconHistoryToggle size={15} />} onClick={onToggleReplaced}>
              {isReplacedShown ? "Hide replaced messages" : "Show replaced messages"}
            </Menu.Item>
          )}
          <MenuItemLink
            to="/agents/$agentId"
            params={{ agentId: conversation.agent_id }}
            leftSection={<IconRobot size={15} />}
          >
            Edit the agent
          </MenuItemLink>
          <Menu.Divider />
          <Menu.Item c="var(--bad)" leftSection={<IconTrash size={15} />} onClick={remove}>
            Delete
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isTelling && <TellAgentDialog conversation={conversation} onClose={telling.close} />}
      {isRenaming && <RenameDialog conversation={conversation} onClose={renaming.close} />}
    </>
  );
}

/** Gone from sight at once, erased when the time to undo has passed. */
function useRemove({ id }: Conversation): () => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  return () => {
    const erase = async () => {
      await deleteConversation(id);
      client.removeQueries({ queryKey: ["thread", id] });
      client.removeQueries({ queryKey: ["conversation", id] });
      await client.invalidateQueries({ queryKey: ["conversations"] });
    };
    deleting.hide(id);
    tellWithUndo("Conversation deleted.", erase, () => deleting.show(id));
    void navigate({ to: "/conversations" });
  };
}

function RenameDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const client = useQueryClient();
  const rename = async (title: string) => {
    const renamed = await renameConversation(conversation.id, title);
    client.setQueryData(conversationQuery(conversation.id).queryKey, renamed);
    await client.invalidateQueries({ queryKey: ["conversations"] });
  };
  return <NameDialog title="Rename conversation" name={conversation.title ?? ""} onSave={rename} onClose={onClose} />;
}
