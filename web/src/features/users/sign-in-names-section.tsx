import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { ChangeEmailDialog } from "./change-email-dialog.tsx";
import { meQuery, setUsername } from "./queries.ts";

/** The address, and the name one may sign in with instead. */
export function SignInNamesSection() {
  const { user } = useCurrent();
  const [isChanging, setChanging] = useState(false);
  return (
    <Section title="What you sign in with">
      <Stack>
        <Group align="flex-end" gap="xs">
          <TextInput label="E-mail" value={user.email} readOnly style={{ flex: "1 1 220px" }} />
          <Button variant="default" onClick={() => setChanging(true)}>
            Change address
          </Button>
        </Group>
        <UsernameForm key={user.username ?? ""} username={user.username ?? ""} />
      </Stack>
      {isChanging && <ChangeEmailDialog onClose={() => setChanging(false)} />}
    </Section>
  );
}

function UsernameForm({ username }: { username: string }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { username },
    validate: { username: checkUsername },
    refusals: { "users.username_taken": "username" },
  });
  const save = submit(async (values) => {
    const chosen = values.username.trim() || null;
    await setUsername(chosen);
    await client.invalidateQueries(meQuery);
    tell(chosen === null ? "You sign in with your address only." : "User name saved.");
  });
  return (
    <form onSubmit={save}>
      <Group align="flex-start" gap="xs">
        <TextInput
          label="User name"
          description="Optional: signs you in like the address. 3 to 32 letters and digits, with single dots, dashes or underscores."
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          inputWrapperOrder={["label", "input", "error", "description"]}
          style={{ flex: "1 1 220px" }}
          key={form.key("username")}
          {...form.getInputProps("username")}
        />
        <Button type="submit" variant="default" loading={isBusy} mt={23}>
          Save user name
        </Button>
      </Group>
      {error !== null && <ErrorNotice error={error} />}
    </form>
  );
}

function checkUsername(typed: string): string | null {
  const name = typed.trim();
  if (name === "" || /^(?=.{3,32}$)[a-z0-9]+(?:[._-][a-z0-9]+)*$/i.test(name)) return null;
  return "Use 3 to 32 letters and digits, with single dots, dashes or underscores between them.";
}
