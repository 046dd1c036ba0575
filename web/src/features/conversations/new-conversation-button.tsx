import { ActionIconLink } from "../../design/page/links.tsx";
import { Tooltip } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";

export function NewConversationButton() {
  return (
    <Tooltip label="New conversation">
      <ActionIconLink to="/conversations" aria-label="New conversation">
        <IconPlus size={16} />
      </ActionIconLink>
    </Tooltip>
  );
}
