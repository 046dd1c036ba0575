import { PasswordInput, TextInput } from "@mantine/core";
import type { useProblemForm } from "../../design/forms/use-problem-form.ts";

export type ClientGiven = Record<"client" | "clientSecret", string>;

interface ClientFieldsProps {
  form: Pick<ReturnType<typeof useProblemForm<ClientGiven>>["form"], "key" | "getInputProps">;
}

/** Where nobody is let in by programs that the other side does not know. */
export function ClientFields({ form }: ClientFieldsProps) {
  return (
    <>
      <TextInput
        label="Client id"
        description={`Register Avow where people sign in, with ${location.origin}/connect/callback as the address to come back to.`}
        autoComplete="off"
        key={form.key("client")}
        {...form.getInputProps("client")}
      />
      <PasswordInput
        label="Client secret (where it has one)"
        description="It is sealed; nobody can read it back."
        autoComplete="off"
        key={form.key("clientSecret")}
        {...form.getInputProps("clientSecret")}
      />
    </>
  );
}
