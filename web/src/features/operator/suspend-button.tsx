import { Button, Text, Textarea } from "@mantine/core";
import { isNotEmpty } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FormDialog } from "../../design/forms/form-dialog.tsx";
import { tell, tellFailure } from "../../design/states/tell.tsx";
import { useProblemForm } from "../../design/forms/use-problem-form.ts";
import { type ListedOrganization, organizationsQuery, resumeOrganization, suspendOrganization } from "./queries.ts";

export function SuspendButton({ organization }: { organization: ListedOrganization }) {
  const [isAsking, asking] = useDisclosure();
  const client = useQueryClient();
  const resume = useMutation({
    mutationFn: () => resumeOrganization(organization.id),
    onSuccess: () => tell(`${organization.name} works again.`),
    onError: tellFailure,
    onSettled: () => client.invalidateQueries(organizationsQuery),
  });
  if (organization.suspended) {
    return (
      <Button
        size="compact-sm"
        variant="default"
        loading={resume.isPending}
        aria-label={`Resume ${organization.name}`}
        onClick={() => resume.mutate()}
      >
        Resume
      </Button>
    );
  }
  return (
    <>
      <Button size="compact-sm" variant="default" aria-label={`Suspend ${organization.name}`} onClick={asking.open}>
        Suspend…
      </Button>
      {isAsking && <SuspendDialog organization={organization} onClose={asking.close} />}
    </>
  );
}

function SuspendDialog({ organization, onClose }: { organization: ListedOrganization; onClose: () => void }) {
  const client = useQueryClient();
  const { form, error, isBusy, submit } = useProblemForm({
    initialValues: { reason: "" },
    validate: { reason: isNotEmpty("Say why; its members will read it.") },
  });
  const suspend = submit(async ({ reason }) => {
    await suspendOrganization(organization.id, reason);
    await client.invalidateQueries(organizationsQuery);
    tell(`${organization.name} is suspended.`);
    onClose();
  });
  return (
    <FormDialog
      title={`Suspend ${organization.name}`}
      action="Suspend organization"
      isDangerous
      isBusy={isBusy}
      error={error}
      onSubmit={suspend}
      onClose={onClose}
    >
      <Text fz="sm">
        {organization.members === 1 ? "Its member" : `Its ${organization.members} members`} can still read, export and
        erase. Agents stop answering and nothing is sent, until you resume it.
      </Text>
      <Textarea label="Reason" data-autofocus key={form.key("reason")} {...form.getInputProps("reason")} />
    </FormDialog>
  );
}
