import { Alert, Stack, Text } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { Empty } from "../../design/empty.tsx";
import { Section } from "../../design/section.tsx";
import { Credits } from "../wallet/credits.tsx";
import { HitRow } from "./hit-row.tsx";
import type { Preview } from "./queries.ts";
import { type Level, levelColors } from "./words.ts";

const verdicts: Record<Level, string> = {
  allow: "This would leave as it is.",
  redact: "This would leave with placeholders.",
  ask: "This would wait until somebody says yes.",
  block: "Nothing would leave.",
};

type Props = { result: Preview; text: string; onChanged: () => void };

export function PreviewResult({ result, text, onChanged }: Props) {
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
              key={`${hit.where}${hit.start}${hit.rule}`}
              hit={hit}
              value={hit.where === "message" ? text.slice(hit.start, hit.end) : undefined}
              onChanged={onChanged}
            />
          ))
        )}
      </Section>
    </>
  );
}

function Leaves({ instructions, text }: NonNullable<Preview["leaves"]>) {
  return (
    <>
      {instructions && <Said label="The agent's instructions" text={instructions} />}
      <Said label="Your text" text={text} />
    </>
  );
}

function Said({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <Text fz="xs" c="dimmed">
        {label}
      </Text>
      <Text fz="sm" className="mono anywhere" style={{ whiteSpace: "pre-wrap" }}>
        {text}
      </Text>
    </div>
  );
}
