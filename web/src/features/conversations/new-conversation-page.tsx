import { Select, Stack, Text, Title, UnstyledButton } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { PageHead } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { TextSkeleton } from "../../design/states/skeletons.tsx";
import { type Agent, agentsQuery, variablesQuery } from "../agents/queries.ts";
import { useModelName } from "../agents/use-model-name.ts";
import { givenOf, isToldEnough, VariableFields } from "../agents/variable-fields.tsx";
import { AiOffNotice } from "../organizations/ai-off-notice.tsx";
import { useAttachments } from "../attachments/use-attachments.ts";
import { useCurrent } from "../workspaces/current.ts";
import { Composer } from "./composer.tsx";
import { ConversationsDrawer } from "./conversations-drawer.tsx";
import "./new-conversation.css";
import { NoAgents } from "./no-agents.tsx";
import { useStartConversation } from "./use-start-conversation.ts";

export function NewConversationPage() {
  const { workspace } = useCurrent();
  const query = useQuery(agentsQuery(workspace.id));
  const { agent: wanted } = useSearch({ from: "/app/conversations/" });
  const agents = query.data ?? [];
  const agent = agents.find(({ id }) => id === wanted) ?? agents[0];
  return (
    <>
      <PageHead title="New conversation">
        {agent && <AgentSelect agents={agents} agent={agent} />}
        <ConversationsDrawer />
      </PageHead>
      <QueryView query={query} skeleton={<TextSkeleton lines={3} />}>
        {() => (agent ? <Start key={agent.id} agent={agent} /> : <NoAgents />)}
      </QueryView>
    </>
  );
}

function AgentSelect({ agents, agent }: { agents: Agent[]; agent: Agent }) {
  const navigate = useNavigate();
  return (
    <Select
      aria-label="Agent"
      size="xs"
      w={{ base: 124, sm: 200 }}
      allowDeselect={false}
      data={agents.map(({ id, name }) => ({ value: id, label: name }))}
      value={agent.id}
      onChange={(id) => id && void navigate({ to: "/conversations", search: { agent: id }, replace: true })}
    />
  );
}

const openers = [
  "What can you do for me?",
  "Write a short welcome note for new customers, with a list of three tips.",
  "Show me a small table and a code sample.",
  "Explain what happens to what I write here.",
];

function Start({ agent }: { agent: Agent }) {
  const { isAiOn } = useCurrent();
  const client = useQueryClient();
  const variables = useQuery(variablesQuery(agent.id)).data ?? [];
  const [values, setValues] = useState<Record<string, string>>({});
  const { say: start, begin, isBegun } = useStartConversation(agent, client, givenOf(values));
  const attachments = useAttachments(begin);
  const model = useModelName(agent.model);
  const say = (text: string, attachmentIds: readonly string[] = []) =>
    start.mutateAsync({ text, attachmentIds }).then(
      () => true,
      () => false,
    );
  return (
    <>
      <div className="thread">
        <Stack gap={4} pt="10dvh" pb="lg">
          <Title order={2} fz={24} lts="-0.02em">
            Talk to {agent.name}
          </Title>
          <Text c="dimmed">{model}</Text>
        </Stack>
        {isAiOn && variables.length > 0 && (
          <Stack pb="lg">
            <VariableFields variables={variables} values={values} onChange={setValues} disabled={isBegun} />
          </Stack>
        )}
        {isAiOn && (
          <div className="openers">
            {openers.map((text) => (
              <UnstyledButton
                key={text}
                className="opener focusable"
                disabled={start.isPending || !isToldEnough(variables, values)}
                onClick={() => void say(text)}
              >
                {text}
              </UnstyledButton>
            ))}
          </div>
        )}
      </div>
      <div className="composer-dock">
        <div>
          {isAiOn ? (
            <Composer
              agentName={agent.name}
              lastPrompt={undefined}
              isAnswering={false}
              error={start.error}
              attachments={attachments}
              onSend={say}
              onStop={() => undefined}
            />
          ) : (
            <AiOffNotice />
          )}
        </div>
      </div>
    </>
  );
}
