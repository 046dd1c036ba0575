import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { isEmail } from "@mantine/form";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { DialogForm } from "../../design/forms/form-dialog.tsx";
import { CopyField } from "../../design/text/copy-field.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { deploymentQuery } from "../deployment/queries.ts";
import { RoleSelect } from "../members/role-select.tsx";
import type { Role } from "../roles/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import { invitationsQuery, invite } from "./queries.ts";

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [sent, setSent] = useState<{ email: string; link: string | null }>();
  return (
    <Modal opened onClose={onClose} title="Invite someone">
      {sent ? <Sent {...sent} onClose={onClose} /> : <InviteForm onSent={setSent} onClose={onClose} />}
    </Modal>
  );
}

interface InviteFormProps {
  onSent: (sent: { email: string; link: string | null }) => void;
  onClose: () => void;
}

function InviteForm({ onSent, onClose }: InviteFormProps) {
  const { organization } = useCurrent();
  const client = useQueryClient();
  const [role, setRole] = useState<Role>("editor");
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { email: "" },
    validate: { email: isEmail("Enter their e-mail address.") },
  });
  const send = submit(async ({ email }) => {
    const invitation = await invite({ email, role });
    await client.invalidateQueries(invitationsQuery(organization.id));
    onSent({ email, link: invitation.link });
  });
  return (
    <DialogForm action="Send invitation" isBusy={isBusy} error={error} onSubmit={send} onClose={onClose}>
      <TextInput label="E-mail" type="email" data-autofocus key={form.key("email")} {...form.getInputProps("email")} />
      <RoleSelect label="Role" value={role} mayGrantOwner={organization.role === "owner"} onChange={setRole} />
    </DialogForm>
  );
}

function Sent({ email, link, onClose }: { email: string; link: string | null; onClose: () => void }) {
  const { data: deployment } = useQuery(deploymentQuery);
  const isMailed = deployment?.mail === "smtp";
  return (
    <Stack>
      <Text fz="sm">
        {isMailed ? "A message is on its way to " : "This server has no mail set up, so hand the link over to "}
        <b className="anywhere">{email}</b>
        {isMailed ? "." : " yourself. It is shown once."}
      </Text>
      {link && <CopyField label="Invitation link" value={link} />}
      <Group justify="flex-end">
        <Button onClick={onClose}>Done</Button>
      </Group>
    </Stack>
  );
}
