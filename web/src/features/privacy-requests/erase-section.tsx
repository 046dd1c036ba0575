import { Button } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { EraseDialog } from "./erase-dialog.tsx";
import { requestPrivacy, subjectOf } from "./queries.ts";

interface EraseSectionProps {
  /** Which organization it is about; without one, the person who asks. */
  organizationId?: string;
  title: string;
  description: string;
  typeToConfirm: string;
}

export function EraseSection({ organizationId, title, description, typeToConfirm }: EraseSectionProps) {
  const plan = useMutation({ mutationFn: () => requestPrivacy({ kind: "erase", ...subjectOf(organizationId) }) });
  return (
    <Section
      title={title}
      description={description}
      danger
      action={
        <Button
          size="xs"
          variant="outline"
          color="red"
          c="var(--bad)"
          aria-label={`${title}: see what would go`}
          leftSection={<IconTrash size={15} />}
          loading={plan.isPending}
          onClick={() => plan.mutate()}
        >
          See what would go…
        </Button>
      }
    >
      {plan.error && <ErrorNotice error={plan.error} onRetry={() => plan.mutate()} />}
      {plan.data && (
        <EraseDialog request={plan.data} title={title} typeToConfirm={typeToConfirm} onClose={() => plan.reset()} />
      )}
    </Section>
  );
}
