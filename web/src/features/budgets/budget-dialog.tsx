import { NativeSelect, NumberInput, TagsInput, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { toCredits, toMicroCredits } from "../wallet/format-credits.ts";
import { useCurrent } from "../workspaces/current.ts";
import { addBudget, type Budget, budgetsQuery, changeBudget } from "./queries.ts";
import { useSubjectChoices } from "./use-subject-choices.ts";

const periods = [
  { value: "monthly", label: "Each month" },
  { value: "weekly", label: "Each week" },
  { value: "daily", label: "Each day" },
  { value: "once", label: "Once, not renewed" },
] as const satisfies { value: Budget["period"]; label: string }[];
const ledgers = [
  { value: "real", label: "Credits" },
  { value: "sandbox", label: "Sandbox credits" },
];

/** Sets a budget, or changes one. */
export function BudgetDialog({ budget, onClose }: { budget?: Budget; onClose: () => void }) {
  const { organization, user } = useCurrent();
  const client = useQueryClient();
  const choices = useSubjectChoices();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: {
      of: `organization ${organization.id}`,
      ledger: "real",
      credits: budget ? toCredits(budget.ceiling) : 10,
      period: budget?.period ?? "monthly",
      time_zone: budget?.time_zone ?? user.time_zone,
      alerts: (budget?.alerts ?? [80]).map(String),
    },
    validate: {
      alerts: (alerts: string[]) =>
        alerts.every((share) => /^\d{1,3}$/.test(share) && Number(share) >= 1 && Number(share) <= 100)
          ? null
          : "Whole numbers from 1 to 100.",
    },
  });
  const save = submit(async ({ of, ledger, credits, period, time_zone, alerts }) => {
    const facts = {
      ceiling: toMicroCredits(credits),
      period,
      time_zone,
      alerts: alerts.map(Number),
    };
    const chosen = choices.find(({ value }) => value === of);
    if (budget) await changeBudget(budget.id, facts);
    else if (chosen) await addBudget({ ...facts, ...chosen.of, ledger: ledger === "real" ? "real" : "sandbox" });
    await client.invalidateQueries(budgetsQuery(organization.id));
    tell(budget ? "The budget is changed." : "The budget is set.");
    onClose();
  });
  return (
    <FormDialog
      title={budget ? "Change the budget" : "Set a budget"}
      action={budget ? "Change" : "Set"}
      isBusy={isBusy}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      {!budget && <SubjectFields form={form} choices={choices} />}
      <NumberInput
        label="Ceiling in credits"
        min={0}
        max={1_000_000}
        decimalScale={6}
        key={form.key("credits")}
        {...form.getInputProps("credits")}
      />
      <NativeSelect label="Given" data={[...periods]} key={form.key("period")} {...form.getInputProps("period")} />
      <TextInput
        label="Time zone"
        description="Its midnight begins a period, such as Europe/Berlin."
        key={form.key("time_zone")}
        {...form.getInputProps("time_zone")}
      />
      <TagsInput
        label="Tell at these shares, in per cent"
        maxTags={5}
        key={form.key("alerts")}
        {...form.getInputProps("alerts")}
      />
    </FormDialog>
  );
}

type Fields = Pick<ReturnType<typeof useProblemForm>["form"], "key" | "getInputProps">;

/** Whom a new budget is about, and which credits. */
function SubjectFields({ form, choices }: { form: Fields; choices: { value: string; label: string }[] }) {
  return (
    <>
      <NativeSelect
        label="For"
        data={choices.map(({ value, label }) => ({ value, label }))}
        data-autofocus
        key={form.key("of")}
        {...form.getInputProps("of")}
      />
      <NativeSelect label="Of" data={ledgers} key={form.key("ledger")} {...form.getInputProps("ledger")} />
    </>
  );
}
