import { Button, Group, Progress, Table, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { Time } from "../../design/time.tsx";
import { Credits } from "../wallet/credits.tsx";
import { useSubjectNames } from "../wallet/use-subject-names.ts";
import { useCurrent } from "../workspaces/current.ts";
import { BudgetDialog } from "./budget-dialog.tsx";
import { type Budget, budgetsQuery, removeBudget } from "./queries.ts";

const periods = { once: "in all", daily: "a day", weekly: "a week", monthly: "a month" } as const;

export function BudgetRow({ budget, mayWrite }: { budget: Budget; mayWrite: boolean }) {
  const { organization } = useCurrent();
  const nameOf = useSubjectNames();
  const [isEditing, editing] = useDisclosure();
  const [isRemoving, removing] = useDisclosure();
  const { subject, subject_id, ledger, spent, held, ceiling, period, renews_at } = budget;
  const name = subject === "organization" ? organization.name : nameOf(subject_id);
  const share = ceiling === 0 ? 100 : Math.min(100, ((spent + held) / ceiling) * 100);
  return (
    <Table.Tr>
      <Table.Td className="anywhere">
        {name}
        {ledger === "sandbox" && (
          <Text span fz="xs" c="dimmed">
            {" "}
            sandbox
          </Text>
        )}
        <Progress
          value={share}
          size="xs"
          mt={4}
          color={share >= 100 ? "red" : "teal"}
          aria-label={`${Math.round(share)} % used`}
        />
      </Table.Td>
      <Table.Td>
        <Credits value={spent} />
      </Table.Td>
      <Table.Td>
        <span>
          <Credits value={ceiling} /> {periods[period]}
        </span>
      </Table.Td>
      <Table.Td>{renews_at ? <Time value={renews_at} /> : "Never"}</Table.Td>
      <Table.Td ta="right">
        {mayWrite && (
          <Group gap="xs" justify="flex-end">
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Change the budget of ${name}`}
              onClick={editing.open}
            >
              Change…
            </Button>
            <Button
              size="compact-sm"
              variant="default"
              aria-label={`Remove the budget of ${name}`}
              onClick={removing.open}
            >
              Remove…
            </Button>
          </Group>
        )}
        {isEditing && <BudgetDialog budget={budget} onClose={editing.close} />}
        {isRemoving && <RemoveDialog id={budget.id} name={name} onClose={removing.close} />}
      </Table.Td>
    </Table.Tr>
  );
}

function RemoveDialog({ id, name, onClose }: { id: string; name: string; onClose: () => void }) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeBudget(id),
    onSuccess: () => {
      onClose();
      tell("The budget is removed.");
      return client.invalidateQueries(budgetsQuery(organization.id));
    },
  });
  return (
    <ConfirmDialog
      title={`Remove the budget of ${name}`}
      action="Remove budget"
      isBusy={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
      onClose={onClose}
    >
      Only the wallet and other budgets limit these calls then.
    </ConfirmDialog>
  );
}
