import { Button, Group, NativeSelect, Stack, Textarea } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { type SyntheticEvent, useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { ButtonLink } from "../../design/page/links.tsx";
import { Page } from "../../design/page/page.tsx";
import { Section } from "../../design/page/section.tsx";
import { agentsQuery } from "../agents/queries.ts";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { NotCaught } from "./classes-section.tsx";
import { AroundFields, noAround, readAround, toolsProblem } from "./around-fields.tsx";
import { LevelsToTry } from "./levels-to-try.tsx";
import { PreviewResult } from "./preview-result.tsx";
import { type Levels, preview } from "./queries.ts";

const sandbox = "sandbox";

const choicesOf = (agents: { id: string; name: string; model: string }[]) => [
  { value: sandbox, label: "The sandbox" },
  ...agents.map(({ id, name, model }) => ({ value: id, label: `${name} (${model})` })),
];

/** What would leave, to whom and at what price; nothing is sent. */
export function PreviewPage() {
  const { workspace } = useCurrent();
  const agents = useQuery(agentsQuery(workspace.id));
  const [text, setText] = useState("");
  const [to, setTo] = useState(sandbox);
  const [around, setAround] = useState(noAround);
  const [levels, setLevels] = useState<Levels>({});
  const look = useMutation({
    mutationFn: (asked: string) =>
      preview({
        text: asked,
        ...readAround(around),
        model: sandbox,
        levels,
        ...(to === sandbox ? {} : { agent_id: to }),
      }),
  });
  const isWrong = !text.trim() || toolsProblem(around.tools) !== undefined;
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    if (text.trim()) look.mutate(text);
  };
  return (
    <Page
      title="Trust"
      tabs={<TrustIndex />}
      actions={
        <ButtonLink to="/trust/guardrails" size="xs" variant="default">
          All guardrails
        </ButtonLink>
      }
    >
      <Stack>
        <Section
          title="See what would leave"
          description="Write as you would to the agent. You see it as the model would get it. Nothing is sent, and nothing of it is kept."
        >
          <form onSubmit={submit}>
            <Stack>
              <Textarea
                label="Text"
                placeholder="Write to Anna Nowak, anna@example.com, about her invoice."
                autosize
                minRows={5}
                maxRows={18}
                maxLength={200_000}
                value={text}
                onChange={({ currentTarget }) => setText(currentTarget.value)}
              />
              <NativeSelect
                label="To"
                data={choicesOf(agents.data ?? [])}
                value={to}
                onChange={({ currentTarget }) => setTo(currentTarget.value)}
              />
              <AroundFields around={around} onChange={setAround} />
              <LevelsToTry levels={levels} onChange={setLevels} />
              {look.error && <ErrorNotice error={look.error} />}
              <Group justify="flex-end">
                <Button type="submit" loading={look.isPending} disabled={isWrong}>
                  See what would leave
                </Button>
              </Group>
            </Stack>
          </form>
        </Section>
        {look.data && look.variables !== undefined && (
          <PreviewResult
            result={look.data}
            instructions={agents.data?.find(({ id }) => id === to)?.instructions}
            onChanged={() => look.mutate(look.variables)}
          />
        )}
        <NotCaught />
      </Stack>
    </Page>
  );
}
