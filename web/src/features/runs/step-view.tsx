import { Badge, Code, Group, Stack, Text } from "@mantine/core";
import { AnchorLink } from "../../design/page/links.tsx";
import { Section } from "../../design/page/section.tsx";
import { StatusDot } from "../../design/tables/status-dot.tsx";
import { ConnectCard } from "../connections/connect-card.tsx";
import { Credits } from "../wallet/credits.tsx";
import { CallArguments } from "./call-arguments.tsx";
import { callStates } from "./describe-state.ts";
import type { RunStep, ToolCall } from "./queries.ts";
import { showHidden } from "./read-arguments.ts";

/** One question to the model: what it took, what it said, and each tool it asked for. */
export function StepView({ step }: { step: RunStep }) {
  const { number, model, tokens_in, tokens_out, cost_micros, text, error_code, calls, attempt, state } = step;
  const { approval_id, retry_at } = step;
  return (
    <Section
      title={`Step ${number}`}
      description={
        <>
          {state === "asking" ? (
            approval_id || retry_at ? (
              "The model was not asked yet"
            ) : (
              "Asking the model …"
            )
          ) : (
            <>
              {model ?? "No model was asked"} · {tokens_in ?? 0} in, {tokens_out ?? 0} out ·{" "}
              <Credits value={cost_micros ?? 0} /> credits
            </>
          )}
          {attempt > 1 && ` · asked ${attempt} times, because it broke off`}
        </>
      }
    >
      <Stack gap="sm">
        {text && (
          <Text fz="sm" className="wraps">
            {text}
          </Text>
        )}
        {approval_id && step.state === "asking" && (
          <Text fz="sm">
            Somebody has to say yes before this is sent to the model. <AnchorLink to="/approvals">Decide</AnchorLink>
          </Text>
        )}
        {retry_at && (
          <Text fz="sm" c="dimmed">
            The model could not answer. It is asked again at {new Date(retry_at).toLocaleTimeString()}.
          </Text>
        )}
        {error_code && (
          <Text fz="sm" c="var(--bad)">
            It failed: {error_code}
          </Text>
        )}
        {calls.map((call) => (
          <CallView key={call.id} call={call} />
        ))}
      </Stack>
    </Section>
  );
}

function CallView({ call }: { call: ToolCall }) {
  const [label, tone] = callStates[call.state];
  return (
    <div style={{ borderTop: "1px solid var(--line)", paddingTop: 10 }}>
      <Group gap="xs">
        <Text fz="sm" fw={600}>
          {call.tool}
        </Text>
        <StatusDot tone={tone}>{label}</StatusDot>
        {call.answers_untrusted && <Badge color="yellow">from outside</Badge>}
      </Group>
      {call.why && (
        <Text fz="sm" c="dimmed" mt={4}>
          Why: {call.why} <code>{call.verdict}</code>
        </Text>
      )}
      <CallArguments json={call.input} label="Arguments" />
      {call.output !== null && (
        <Code
          block
          mt={6}
          className="wraps"
          aria-label="What the model was told"
          mah={320}
          style={{ overflow: "auto" }}
        >
          {showHidden(call.output)}
        </Code>
      )}
      <Group gap="sm" mt={6}>
        {call.state === "awaiting_approval" && <AnchorLink to="/approvals">Decide</AnchorLink>}
        {call.state === "awaiting_connection" && <ConnectCard verdict={call.verdict ?? ""} />}
        {call.child_run_id && (
          <AnchorLink to="/runs/$runId" params={{ runId: call.child_run_id }}>
            The other agent’s run
          </AnchorLink>
        )}
        {call.delivery_id && <AnchorLink to="/developers/deliveries">What left</AnchorLink>}
      </Group>
    </div>
  );
}
