import { type UseFormInput, type UseFormReturnType, useForm } from "@mantine/form";
import { useState } from "react";

interface FieldError extends Error {
  facts?: { fields?: Record<string, string> };
}

/** A form whose refusals from the server appear next to the field they are about, else above the button. */
export function useProblemForm<Values extends Record<string, unknown>>(input: UseFormInput<Values>) {
  const form: UseFormReturnType<Values> = useForm<Values>({ mode: "uncontrolled", ...input });
  const [error, setError] = useState<unknown>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = (work: (values: Values) => Promise<void>) =>
    form.onSubmit(async (values) => {
      setBusy(true);
      setError(null);
      try {
        await work(values);
      } catch (cause) {
        const fields = cause instanceof Error ? (cause as FieldError).facts?.fields : undefined;
        const known = Object.entries(fields ?? {}).filter(([name]) => name in values);
        if (known.length > 0) form.setErrors(Object.fromEntries(known));
        else setError(cause);
      } finally {
        setBusy(false);
      }
    });
  return { form, error, isBusy, submit };
}
