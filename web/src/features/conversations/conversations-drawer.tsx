import { ActionIcon, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHistory } from "@tabler/icons-react";
import { useLocation } from "@tanstack/react-router";
import { useEffect } from "react";
import { ConversationList } from "./conversation-list.tsx";

/** The list for screens without room for it. */
export function ConversationsDrawer() {
  const [isOpen, drawer] = useDisclosure();
  const { pathname } = useLocation();
  const { close } = drawer;
  // Going elsewhere closes it.
  useEffect(() => {
    if (pathname) close();
  }, [pathname, close]);
  return (
    <>
      <ActionIcon hiddenFrom="md" aria-label="Conversations" size={34} onClick={drawer.open}>
        <IconHistory size={18} />
      </ActionIcon>
      <Drawer opened={isOpen} onClose={drawer.close} title="Conversations" size="sm">
        <ConversationList />
      </Drawer>
    </>
  );
}
