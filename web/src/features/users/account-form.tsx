import { Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { isEmail, isNotEmpty } from "@mantine/form";
import { useQuery } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { deploymentQuery } from "../deployment/queries.ts";
import { browserTimeZone } from "./locales.ts";
import { checkPassword, passwordHint } from "./password-rules.ts";
import { signUp } from "./queries.ts";

interface AccountFormProps {
  tokens: { owner_token?: string; invitation_token?: string };
  onDone: (next: "signed_in" | "verify_email", email: string) => Promise<void> | void;
}

/** Name, address, password and birth date: all that an account needs. */
export function AccountForm({ tokens, onDone }: AccountFormProps) {
  const { data: deployment } = useQuery(deploymentQuery);
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: "", email: "", password: "", birth_date: "" },
    validate: {
      name: isNotEmpty("Enter the name others see."),
      email: isEmail("Enter your e-mail address."),
      password: checkPassword,
      birth_date: isNotEmpty("Enter your date of birth."),
    },
    refusals: {
      "users.too_young": "birth_date",
      "users.password_refused": "password",
      "users.address_taken": "email",
    },
  });
  const create = submit(async (values) => {
    const next = await signUp({ ...values, ...tokens, locale: navigator.language, time_zone: browserTimeZone });
    await onDone(next, values.email);
  });
  const age = deployment?.age_minimum;
  const ageHint = `Declares your age${age ? `: you must be at least ${age}` : ""}. If you are younger, nothing you typed is stored.`;
  return (
    <form onSubmit={create} noValidate>
      <Stack>
        <TextInput label="Name" autoComplete="name" key={form.key("name")} {...form.getInputProps("name")} />
        <TextInput
          label="E-mail"
          type="email"
          autoComplete="username"
          key={form.key("email")}
          {...form.getInputProps("email")}
        />
        <PasswordInput
          label="Password"
          description={passwordHint}
          autoComplete="new-password"
          key={form.key("password")}
          {...form.getInputProps("password")}
        />
        <TextInput
          label="Date of birth"
          description={ageHint}
          type="date"
          autoComplete="bday"
          key={form.key("birth_date")}
          {...form.getInputProps("birth_date")}
        />
        {error !== null && <ErrorNotice error={error} />}
        <Button type="submit" loading={isBusy} fullWidth mt={4}>
          Create account
        </Button>
      </Stack>
    </form>
  );
}
