import { Alert, Stack, Text } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { Empty } from "../../design/states/empty.tsx";
import { Section } from "../../design/page/section.tsx";
import { Credits } from "../wallet/credits.tsx";
import { HitRow } from "./hit-row.tsx";
import type { Preview, SaidBefore } from "./queries.ts";
import { type Level, levelColors } from "./words.ts";

const verdicts: Record<Level, string> = {
  allow: "This would leave as it is.",
  redact: "This would leave with placeholders.",
  ask: "This would wait until somebody says yes.",
  block: "Nothing would leave.",
};

/** `instructions`: the agent's, where whoever looks may read them. */
type Props = { result: Preview; instructions: string | undefined; onChanged: () => void };

export function PreviewResult({ result, instructions, onChanged }: Props) {
  const { action, leaves, hits, route, targets, price } = result;
  return (
    <>
      <Section title="What would leave">
        <Stack role="status">
          <Alert color={levelColors[action]} title={verdicts[action]} />
          {leaves && <Leaves {...leaves} />}
          <Text fz="sm">
            To {route && `the route ${route}: `}
            {targets
              .map(({ provider, model, sandbox }) => (sandbox ? "the sandbox" : `${provider} (${model})`))
              .join(", then ")}
            {targets.some(({ sandbox }) => sandbox) && ", which calls no AI and sends nothing anywhere"}. For{" "}
            <Credits value={price.least} /> to <Credits value={price.most} />{" "}
            {price.ledger === "sandbox" ? "sandbox credits" : "credits"}
            {!price.is_covered && ", which is more than is left"}.
          </Text>
        </Stack>
      </Section>
      <Section title="What was found">
        {hits.length === 0 ? (
          <Empty icon={IconShieldCheck} title="Nothing was found">
            That is no proof that there is nothing.
          </Empty>
        ) : (
          hits.map((hit) => (
            <HitRow
              key={`${hit.where}${hit.message}${hit.start}${hit.rule}`}
              hit={hit}
              value={hit.value ?? instructions?.slice(hit.start, hit.end)}
              where={whereIs(hit, leaves?.messages.length ?? 0)}
              onChanged={onChanged}
            />
          ))
        )}
      </Section>
    </>
  );
}

/** What is in the text itself needs no words. */
function whereIs({ where, message }: Preview["hits"][number], before: number): string | undefined {
  if (where === "instructions") return "In the agent's instructions";
  if (where === "tools") return "In the tools";
  return message !== null && message < before ? `In message ${message + 1}` : undefined;
}

function Leaves({ instructions, text, messages, tools }: NonNullable<Preview["leaves"]>) {
  return (
    <>
      {instructions && <Said label="The agent's instructions" text={instructions} />}
      {messages.map((message, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was looked at does not change its order
        <Said key={at} label={`Message ${at + 1}, ${message.role}`} text={wordsOf(message)} />
      ))}
      <Said label="Your text" text={text} />
      {tools.length > 0 && <Said label="Tools" text={JSON.stringify(tools, null, 2)} />}
    </>
  );
}

function wordsOf(message: SaidBefore): string {
  const calls = message.role === "assistant" ? (message.tool_calls ?? []) : [];
  return [message.content, ...calls.map(({ name, arguments: words }) => `${name}(${words})`)]
    .filter(Boolean)
    .join("\n");
}

function Said({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <Text fz="xs" c="dimmed">
        {label}
      </Text>
      <Text fz="sm" className="mono wraps">
        {text}
      </Text>
    </div>
  );
}
