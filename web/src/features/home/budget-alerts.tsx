import { Group, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { Time } from "../../design/time.tsx";
import { type Budget, budgetsQuery } from "../budgets/queries.ts";
import { findAlerts, shareOf } from "../budgets/find-alerts.ts";
import { useSubjectNames } from "../wallet/use-subject-names.ts";
import { useCurrent } from "../workspaces/current.ts";

/** Budgets of which as much is spent as somebody wanted to be told of, for whoever may see budgets. */
export function useBudgetAlerts(): Budget[] {
  const { organization, can } = useCurrent();
  const { data = [] } = useQuery({ ...budgetsQuery(organization.id), enabled: can("budgets.read") });
  return findAlerts(data);
}

export function BudgetAlert({ budget }: { budget: Budget }) {
  const nameOf = useSubjectNames();
  const share = shareOf(budget);
  const [name, credits] = [nameOf(budget.subject_id), budget.ledger === "sandbox" ? "sandbox budget" : "budget"];
  return (
    <Group justify="space-between" mb={8}>
      <Text fz="sm" className="anywhere" flex="1 1 240px">
        {share >= 100
          ? `The ${credits} of ${name} is used up: its calls are refused`
          : `${share} % of the ${credits} of ${name} is spent`}
        {budget.renews_at ? (
          <>
            ; it is renewed <Time value={budget.renews_at} />.
          </>
        ) : (
          "."
        )}
      </Text>
      <AnchorLink to="/wallet/budgets" fz="sm">
        Open
      </AnchorLink>
    </Group>
  );
}
