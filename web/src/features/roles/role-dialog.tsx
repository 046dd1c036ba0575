import { Checkbox, ScrollArea, Stack, TextInput } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { useCurrent } from "../workspaces/current.ts";
import { LimitFields } from "./limit-fields.tsx";
import { readLimits, writeLimits } from "./limits.ts";
import { type CustomRole, customRolesQuery, type RoleFields, rolesQuery, saveCustomRole } from "./queries.ts";

/** Stays with owners: no role of an organization's own gives it. */
const ownersOnly = new Set(["organization.erase", "organization.transfer"]);

/** Makes a role, or changes one: a name, and what of one's own rights it gives. */
export function RoleDialog({ role, onClose }: { role?: CustomRole; onClose: () => void }) {
  const { organization, can } = useCurrent();
  const client = useQueryClient();
  const { data } = useSuspenseQuery(rolesQuery);
  const { limits: before, others } = readLimits(role?.conditions ?? []);
  const [limits, setLimits] = useState(before);
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { name: role?.name ?? "", permissions: role?.permissions ?? [] },
    validate: { name: isNotEmpty("Enter a name."), permissions: isNotEmpty("Choose at least one.") },
  });
  const save = submit(async ({ name, permissions }) => {
    await saveCustomRole(
      {
        name: name.trim(),
        permissions: permissions as RoleFields["permissions"],
        conditions: writeLimits(limits, others),
      },
      role?.id,
    );
    await client.invalidateQueries(customRolesQuery(organization.id));
    onClose();
  });
  const offered = data.permissions.filter(({ permission }) => can(permission) && !ownersOnly.has(permission));
  return (
    <FormDialog
      title={role ? `Change ${role.name}` : "New role"}
      action={role ? "Save" : "Make role"}
      isBusy={isBusy}
      error={error}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput label="Name" data-autofocus key={form.key("name")} {...form.getInputProps("name")} />
      <Checkbox.Group label="Who has it may" key={form.key("permissions")} {...form.getInputProps("permissions")}>
        <ScrollArea.Autosize mah={320} type="auto" mt={6} viewportProps={{ tabIndex: 0, "aria-label": "Permissions" }}>
          <Stack gap={10} py={4}>
            {offered.map(({ permission, summary }) => (
              <Checkbox key={permission} value={permission} label={summary} description={permission} size="sm" />
            ))}
          </Stack>
        </ScrollArea.Autosize>
      </Checkbox.Group>
      <LimitFields value={limits} onChange={setLimits} />
    </FormDialog>
  );
}
