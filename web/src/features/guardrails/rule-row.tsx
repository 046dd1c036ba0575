import { Button, Group, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { LevelBadge } from "./level-badge.tsx";
import { deleteRule, type GuardrailRule, rulesQuery } from "./queries.ts";
import { RuleDialog } from "./rule-dialog.tsx";
import { kindWords } from "./words.ts";

export function RuleRow({ rule, mayWrite }: { rule: GuardrailRule; mayWrite: boolean }) {
  const [isEditing, editing] = useDisclosure();
  const [isDeleting, deleting] = useDisclosure();
  const { name, kind, level, words, patterns } = rule;
  return (
    <Table.Tr>
      <Table.Td className="anywhere">
        {name}
        <Text fz="xs" c="dimmed" lineClamp={2}>
          {[...words, ...patterns.map((pattern) => `/${pattern}/`)].join(", ")}
        </Text>
      </Table.Td>
      <Table.Td>{kindWords[kind]}</Table.Td>
      <Table.Td>
        <LevelBadge level={level} />
      </Table.Td>
      <Table.Td ta="right">
        {mayWrite && (
          <Group gap="xs" justify="flex-end">
            <Button size="compact-sm" variant="default" aria-label={`Change ${name}`} onClick={editing.open}>
              Change…
            </Button>
            <Button size="compact-sm" variant="default" aria-label={`Delete ${name}`} onClick={deleting.open}>
              Delete…
            </Button>
          </Group>
        )}
        {isEditing && <RuleDialog rule={rule} onClose={editing.close} />}
        {isDeleting && <DeleteDialog rule={rule} onClose={deleting.close} />}
      </Table.Td>
    </Table.Tr>
  );
}

function DeleteDialog({ rule: { id, name }, onClose }: { rule: GuardrailRule; onClose: () => void }) {
  const { workspace } = useCurrent();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => deleteRule(id),
    onSuccess: () => {
      onClose();
      tell("The rule is deleted.");
      return client.invalidateQueries(rulesQuery(workspace.id));
    },
  });
  return (
    <ConfirmDialog
      title={`Delete ${name}`}
      action="Delete rule"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      What it kept in leaves from the next call on.
    </ConfirmDialog>
  );
}
