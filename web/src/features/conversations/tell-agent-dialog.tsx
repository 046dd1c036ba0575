import { Stack, Text } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type SubmitEvent } from "react";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { variablesQuery } from "../agents/queries.ts";
import { givenOf, isToldEnough, VariableFields } from "../agents/variable-fields.tsx";
import { type Conversation, conversationQuery, tellConversation } from "./queries.ts";

interface TellAgentDialogProps {
  conversation: Conversation;
  onClose: () => void;
}

/** What the agent of a conversation is told besides, from its next answer on. */
export function TellAgentDialog({ conversation, onClose }: TellAgentDialogProps) {
  const client = useQueryClient();
  const variables = useQuery(variablesQuery(conversation.agent_id)).data ?? [];
  const [values, setValues] = useState(conversation.variables);
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const isEnough = isToldEnough(variables, values);
  const save = async () => {
    setBusy(true);
    setError(null);
    // What an earlier version or another agent wanted to know is not told any more.
    const asked = variables.flatMap(({ name }) => (values[name] === undefined ? [] : [[name, values[name]] as const]));
    const changed = await tellConversation(conversation.id, givenOf(Object.fromEntries(asked)));
    client.setQueryData(conversationQuery(conversation.id).queryKey, changed);
    tell("It counts from the next answer on.");
    onClose();
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isEnough) return;
    save()
      .catch((failed: unknown) => setError(failed))
      .finally(() => setBusy(false));
  };
  return (
    <FormDialog
      title="What the agent is told"
      action="Save"
      isBusy={isBusy}
      isDisabled={!isEnough}
      error={error}
      onSubmit={submit}
      onClose={onClose}
    >
      <Text fz="sm" c="dimmed">
        These values stand in its instructions. What was answered before stays as it is.
      </Text>
      <Stack>
        <VariableFields variables={variables} values={values} onChange={setValues} />
      </Stack>
    </FormDialog>
  );
}
