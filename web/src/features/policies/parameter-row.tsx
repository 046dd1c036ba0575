import { Badge, Button, Group, Text } from "@mantine/core";
import { Time } from "../../design/time.tsx";
import { describeRange, describeValue } from "./describe-value.ts";
import { ParameterControl } from "./parameter-control.tsx";
import { RangeControl } from "./range-control.tsx";
import type { Draft, Parameter, PolicyRange, PolicyValue } from "./queries.ts";

interface ParameterRowProps {
  parameter: Parameter;
  draft: Draft;
  isLocked: boolean;
  isLowestLevel: boolean;
  onValue: (value: PolicyValue | null) => void;
  onRange: (range: PolicyRange | null) => void;
  onWithdraw: () => void;
}

/** One parameter: what it governs, what holds and who said so, and what is to hold. */
export function ParameterRow(props: ParameterRowProps) {
  const { parameter, draft, isLocked, isLowestLevel, onValue, onRange } = props;
  const given = draft.values[parameter.name];
  const value = given === undefined ? parameter.value : (given ?? parameter.default);
  const mayChange = !isLocked && parameter.may_set;
  const isOwn = given === undefined ? parameter.own_value !== null : given !== null;
  return (
    <Group justify="space-between" align="flex-start" py={12} gap="md" style={{ borderTop: "1px solid var(--line)" }}>
      <div style={{ flex: "1 1 300px", minWidth: 0 }}>
        <Group gap={8}>
          <Text className="mono" fz="sm" fw={500}>
            {parameter.name}
          </Text>
          {given !== undefined && <Badge variant="light">changed</Badge>}
        </Group>
        <Text fz="sm">{parameter.says}</Text>
        <InForce parameter={parameter} />
        <Pending parameter={parameter} mayWithdraw={mayChange} onWithdraw={props.onWithdraw} />
      </div>
      <div>
        <ParameterControl parameter={parameter} value={value} isLocked={!mayChange} onChange={onValue} />
        {mayChange && (
          <Group gap={4} mt={4}>
            {isOwn && (
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onValue(null)}>
                Take what is above
              </Button>
            )}
            {!isLowestLevel && <RangeControl parameter={parameter} draft={draft} onChange={onRange} />}
          </Group>
        )}
      </div>
    </Group>
  );
}

const chosenBy = {
  default: "as Avow comes",
  deployment: "chosen by the operator",
  organization: "chosen by the organization",
  workspace: "chosen by the workspace",
};

function InForce({ parameter }: { parameter: Parameter }) {
  return (
    <Text fz="xs" c="dimmed" mt={2}>
      In force: {describeValue(parameter, parameter.value)}, {chosenBy[parameter.chosen_by]}. Left to choose:{" "}
      {describeRange(parameter, parameter.inherited)}.{parameter.acts_at_once && " A switch: it acts at once."}
    </Text>
  );
}

function Pending({
  parameter,
  mayWithdraw,
  onWithdraw,
}: {
  parameter: Parameter;
  mayWithdraw: boolean;
  onWithdraw: () => void;
}) {
  const { pending } = parameter;
  if (!pending) return null;
  return (
    <Group gap={8} mt={4}>
      <Text fz="xs" fw={500}>
        Announced: {pending.value === null ? "takes what is above" : describeValue(parameter, pending.value)}, from{" "}
        <Time value={pending.effective_at} show="date" />
      </Text>
      {mayWithdraw && (
        <Button size="compact-xs" variant="default" onClick={onWithdraw}>
          Withdraw
        </Button>
      )}
    </Group>
  );
}
