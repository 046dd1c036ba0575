import { Badge, Group, Text, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { AnchorLink } from "../../design/page/links.tsx";
import { StatusDot, type Tone } from "../../design/tables/status-dot.tsx";
import { Time } from "../../design/time.tsx";
import { Credits } from "../wallet/credits.tsx";
import { useSubjectNames } from "../wallet/use-subject-names.ts";
import type { Generation } from "./queries.ts";

const tones: Record<Generation["state"], Tone> = {
  running: "warn",
  completed: "good",
  stopped: "off",
  failed: "bad",
  interrupted: "warn",
};

/** One call in a line; open, its whole trace and why it ended so. */
export function GenerationRow({ generation }: { generation: Generation }) {
  const [isOpen, { toggle }] = useDisclosure();
  const { model, state, kind, surface, tokens_in, tokens_out, cost_micros, created_at, sandbox } = generation;
  return (
    <div style={{ borderTop: "1px solid var(--line)" }}>
      <UnstyledButton onClick={toggle} aria-expanded={isOpen} w="100%" py={10}>
        <Group justify="space-between" gap="xs">
          <div style={{ flex: "1 1 240px", minWidth: 0 }}>
            <Text fz="sm" fw={500} className="anywhere">
              {model} {sandbox && <Badge variant="light">sandbox</Badge>}
            </Text>
            <Text fz="xs" c="dimmed">
              {kind} by {surface} · <Time value={created_at} />
            </Text>
          </div>
          <Text fz="sm" className="tabular">
            {tokens_in ?? 0} in, {tokens_out ?? 0} out
          </Text>
          <Credits value={cost_micros ?? 0} />
          <StatusDot tone={tones[state]}>{state}</StatusDot>
        </Group>
      </UnstyledButton>
      {isOpen && <Trace generation={generation} />}
    </div>
  );
}

function Trace({ generation }: { generation: Generation }) {
  const { id, route, provider_kind, attempts, verdict, verdict_rule, error, first_token_ms } = generation;
  const { agent_id, contact_id } = generation;
  const nameOf = useSubjectNames();
  return (
    <div style={{ paddingBottom: 12 }}>
      <Fact name="Generation">{id}</Fact>
      <Fact name="Asked by">{describeCaller(generation, nameOf)}</Fact>
      {agent_id && <Fact name="Agent">{nameOf(agent_id)}</Fact>}
      {contact_id && (
        <Fact name="About">
          <AnchorLink to="/inbox/contacts/$contactId" params={{ contactId: contact_id }} fz="sm">
            this contact
          </AnchorLink>
        </Fact>
      )}
      <Fact name="Route">{route ?? "none: the model was named"}</Fact>
      <Fact name="Guardrail">{[verdict ?? "not asked", verdict_rule].filter(Boolean).join(", rule ")}</Fact>
      {attempts.map((attempt) => (
        <Fact key={`${attempt.provider}${attempt.model}${attempt.ms}`} name="Failed first">
          {attempt.model}: {attempt.code} after {attempt.ms} ms
        </Fact>
      ))}
      <Fact name="Answered by">{provider_kind ?? "sandbox"}</Fact>
      <Fact name="First token, whole answer">
        {first_token_ms ?? "–"} ms, {generation.latency_ms ?? "–"} ms
      </Fact>
      <Fact name="Price">{generation.price_version ?? "none"}</Fact>
      {error && (
        <Fact name="Why">
          {error.title} {error.help}
        </Fact>
      )}
    </div>
  );
}

/** The person, and the key or the job that asked in their name. */
function describeCaller({ caller, user_id }: Generation, nameOf: (of: string) => string): string {
  if (caller === null || caller === user_id) return nameOf(user_id);
  return caller.startsWith("key_") ? `${nameOf(user_id)}, with the key ${nameOf(caller)}` : nameOf(user_id);
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Text fz="sm" className="anywhere">
      <Text span c="dimmed" fz="sm">
        {name}:{" "}
      </Text>
      {children}
    </Text>
  );
}
