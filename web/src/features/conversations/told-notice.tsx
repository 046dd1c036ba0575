import { Alert, Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { variablesQuery } from "../agents/queries.ts";
import { isToldEnough } from "../agents/variable-fields.tsx";
import type { Conversation } from "./queries.ts";
import { TellAgentDialog } from "./tell-agent-dialog.tsx";

/** Says, before anything is written, that the version in use wants to know something that this conversation does not say. */
export function ToldNotice({ conversation }: { conversation: Conversation }) {
  const [isOpen, dialog] = useDisclosure();
  const { data: variables } = useQuery(variablesQuery(conversation.agent_id));
  if (!variables || isToldEnough(variables, conversation.variables)) return null;
  return (
    <Alert color="orange" mb={8} title="The agent has to be told something before it goes on">
      <Button size="compact-sm" variant="default" onClick={dialog.open}>
        Tell it…
      </Button>
      {isOpen && <TellAgentDialog conversation={conversation} onClose={dialog.close} />}
    </Alert>
  );
}
