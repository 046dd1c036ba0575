import { type UseFormInput, type UseFormReturnType, useForm } from "@mantine/form";
import { useState } from "react";
import { describeProblem, detailsOf } from "../states/problem.ts";

interface ProblemFormInput<Values> extends UseFormInput<Values> {
  /** Which field a refusal is about, by its code. */
  refusals?: Record<string, keyof Values & string>;
}

/** A form whose refusals from the server appear next to the field they are about, else above the button. */
export function useProblemForm<Values extends Record<string, unknown>>({
  refusals,
  ...input
}: ProblemFormInput<Values>) {
  const form: UseFormReturnType<Values> = useForm<Values>({ mode: "uncontrolled", ...input });
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const show = (cause: unknown) => {
    const field = fieldOf(cause, refusals ?? {});
    if (field === undefined || !(field in form.getValues())) return setError(cause);
    const { title, help } = describeProblem(cause);
    form.setFieldError(field, [title, help].join(" "));
    form.getInputNode(field)?.focus();
  };
  const submit = (work: (values: Values) => Promise<void>) =>
    form.onSubmit(async (values) => {
      setBusy(true);
      setError(null);
      await work(values)
        .catch(show)
        .finally(() => setBusy(false));
    });
  return { form, error, isBusy, submit };
}

function fieldOf(error: unknown, refusals: Record<string, string>): string | undefined {
  const details = detailsOf(error);
  if (!details) return undefined;
  return refusals[details.code] ?? (details.code === "request.invalid" ? String(details.facts["path"]) : undefined);
}
