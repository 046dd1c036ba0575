import { Button, Code, Group, Stack, Switch, Text } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Empty } from "../../../design/states/empty.tsx";
import { ErrorNotice } from "../../../design/states/error-notice.tsx";
import { AnchorLink } from "../../../design/page/links.tsx";
import { QueryView } from "../../../design/states/query-view.tsx";
import { Section } from "../../../design/page/section.tsx";
import { Time } from "../../../design/time.tsx";
import { DeleteTriggerDialog } from "./delete-trigger-dialog.tsx";
import { EditTrigger } from "./edit-trigger.tsx";
import { addressOf, HookSecret, type MadeHook } from "./hook-secret.tsx";
import { NewTrigger } from "./new-trigger.tsx";
import type { Agent } from "../queries.ts";
import {
  beginningEvents,
  changeTrigger,
  deleteTrigger,
  isStoppedForValues,
  rotateHookSecret,
  type Trigger,
  triggersQuery,
} from "./trigger-queries.ts";

export function TriggersPanel({ agent }: { agent: Agent }) {
  const query = useQuery(triggersQuery(agent.id));
  return (
    <Stack>
      <NewTrigger agentId={agent.id} />
      <Section
        title="Yours"
        description="Nobody else sees or moves these; they run as you, with your rights at that moment."
      >
        <QueryView query={query}>
          {(triggers) =>
            triggers.length === 0 ? (
              <Empty icon={IconClock} title="It runs only when it is asked">
                Choose a time, an event or a hook above, and it begins by itself.
              </Empty>
            ) : (
              <Stack gap={0}>
                {triggers.map((one) => (
                  <TriggerRow key={one.id} trigger={one} />
                ))}
              </Stack>
            )
          }
        </QueryView>
      </Section>
    </Stack>
  );
}

function TriggerRow({ trigger }: { trigger: Trigger }) {
  const client = useQueryClient();
  const [error, setError] = useState<unknown>(null);
  const [made, setMade] = useState<MadeHook>();
  const [isEditing, setEditing] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const rotate = async () => {
    const { hook, secret } = await rotateHookSecret(trigger.id);
    if (hook && secret) setMade({ hook, secret });
  };
  const change = (work: Promise<unknown>) => {
    setError(null);
    work
      .then(() => client.invalidateQueries({ queryKey: ["agent-triggers", trigger.agent_id] }))
      .catch((failed: unknown) => setError(failed));
  };
  return (
    <div style={{ borderTop: "1px solid var(--line)", padding: "12px 0" }}>
      <Group justify="space-between">
        <Text fz="sm" fw={600}>
          <When trigger={trigger} />
        </Text>
        <Group gap="sm">
          <Switch
            label="On"
            checked={trigger.enabled}
            onChange={({ currentTarget }) => change(changeTrigger(trigger.id, { enabled: currentTarget.checked }))}
          />
          {trigger.hook && (
            <Button size="compact-sm" variant="default" onClick={() => change(rotate())}>
              New secret
            </Button>
          )}
          <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
            Edit
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
            Delete…
          </Button>
        </Group>
      </Group>
      <Asked trigger={trigger} />
      <Group gap="sm" mt={4}>
        {trigger.next_at && (
          <Text fz="sm">
            Next: <Time value={trigger.next_at} />
          </Text>
        )}
        {trigger.last_run_id && (
          <AnchorLink to="/runs/$runId" params={{ runId: trigger.last_run_id }}>
            The last run
          </AnchorLink>
        )}
      </Group>
      {trigger.stopped_because && (
        <Text fz="sm" c="var(--bad)">
          {whyStopped(trigger)}
        </Text>
      )}
      {error !== null && <ErrorNotice error={error} />}
      {isAsking && (
        <DeleteTriggerDialog
          trigger={trigger}
          onConfirm={() => {
            setAsking(false);
            change(deleteTrigger(trigger.id));
          }}
          onClose={() => setAsking(false)}
        />
      )}
      {isEditing && <EditTrigger trigger={trigger} onClose={() => setEditing(false)} />}
      {made && <HookSecret made={made} onClose={() => setMade(undefined)} />}
    </div>
  );
}

/** What the agent is asked each time, and told with it. */
function Asked({ trigger }: { trigger: Trigger }) {
  return (
    <>
      <Text fz="sm" c="dimmed" className="anywhere" lineClamp={3}>
        {trigger.text}
      </Text>
      {Object.entries(trigger.variables).map(([name, value]) => (
        <Text key={name} fz="sm" c="dimmed" className="anywhere" lineClamp={2}>
          {name}: {value}
        </Text>
      ))}
    </>
  );
}

function When({ trigger: { cron, time_zone, event_type, hook } }: { trigger: Trigger }) {
  if (hook)
    return (
      <>
        When told at <Code className="anywhere">{addressOf(hook)}</Code>
        {hook.proof === "address" && " and its secret"}
      </>
    );
  if (event_type !== null) return beginningEvents.find(({ value }) => value === event_type)?.label ?? event_type;
  return (
    <>
      <Code>{cron}</Code> in {time_zone}
    </>
  );
}

function whyStopped(trigger: Trigger): string {
  if (isStoppedForValues(trigger))
    return "It was switched off, because the agent has to be told something else now. Edit it, and it goes on.";
  return `It was switched off, because you may not have this agent run any more: ${trigger.stopped_because}`;
}
