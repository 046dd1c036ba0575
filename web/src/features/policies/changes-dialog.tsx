import { Badge, Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { describeRange, describeValue } from "./describe-value.ts";
import { type Draft, type PlannedChange, type Policy, type PolicyOf, previewQuery, savePolicy } from "./queries.ts";

interface ChangesDialogProps {
  of: PolicyOf;
  policy: Policy;
  draft: Draft;
  onSaved: () => void;
  onClose: () => void;
}

/** What saving would change, in which direction and from when; nothing is saved unseen. */
export function ChangesDialog({ of, policy, draft, onSaved, onClose }: ChangesDialogProps) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const preview = useQuery(previewQuery(organization.id, of, draft));
  const save = useMutation({
    mutationFn: () => savePolicy(of, draft, policy.version),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["policy"] });
      tell("Policy saved.");
      onSaved();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Review changes" size="xl">
      <Stack>
        <QueryView query={preview}>
          {({ changes }) =>
            changes.length === 0 ? (
              <Text fz="sm">Nothing changes: what you chose is what holds.</Text>
            ) : (
              <Stack gap="sm">
                {changes.map((change) => (
                  <ChangeRow
                    key={change.parameter}
                    change={change}
                    unit={policy.parameters.find(({ name }) => name === change.parameter)?.unit ?? null}
                  />
                ))}
              </Stack>
            )
          }
        </QueryView>
        {save.error && <ErrorNotice error={save.error} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Go on editing
          </Button>
          <Button
            loading={save.isPending}
            disabled={(preview.data?.changes.length ?? 0) === 0}
            onClick={() => save.mutate()}
          >
            Save the policy
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

const directions = {
  tighter: { color: "teal", label: "tighter" },
  weaker: { color: "orange", label: "weaker" },
  same: { color: "gray", label: "same effect" },
};

function ChangeRow({ change, unit }: { change: PlannedChange; unit: Policy["parameters"][number]["unit"] }) {
  const { color, label } = directions[change.direction];
  const values = [change.before, change.after].map(({ value }) => describeValue({ unit }, value));
  const ranges = [change.before, change.after].map(({ range }) => describeRange({ unit }, range));
  return (
    <div style={{ borderTop: "1px solid var(--line)", paddingTop: 10 }}>
      <Group gap={8}>
        <Text className="mono" fz="sm" fw={500}>
          {change.parameter}
        </Text>
        <Badge color={color} variant="light">
          {label}
        </Badge>
      </Group>
      <Text fz="sm" c="dimmed">
        {change.says}
      </Text>
      {values[0] !== values[1] && (
        <Text fz="sm">
          <del>{values[0]}</del> → <ins>{values[1]}</ins>
        </Text>
      )}
      {ranges[0] !== ranges[1] && (
        <Text fz="sm">
          Leaves: <del>{ranges[0]}</del> → <ins>{ranges[1]}</ins>
        </Text>
      )}
      <Text fz="xs" c="dimmed">
        {change.is_announced ? (
          <>
            Announced; takes effect on <Time value={change.effective_at} show="date" />. Until then what holds now goes
            on holding.
          </>
        ) : (
          "Takes effect as soon as it is saved, on work under way too."
        )}
      </Text>
    </div>
  );
}
