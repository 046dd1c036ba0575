import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { privacyRequestsQuery, requestPrivacy, subjectOf } from "./queries.ts";

interface ExportSectionProps {
  /** Which organization it is about; without one, the person who asks. */
  organizationId?: string;
  title: string;
  description: string;
}

export function ExportSection({ organizationId, title, description }: ExportSectionProps) {
  const client = useQueryClient();
  const ask = useMutation({
    mutationFn: () => requestPrivacy({ kind: "export", ...subjectOf(organizationId) }),
    onSuccess: ({ archive }) =>
      tell(archive ? "The export is ready below." : "The export will appear below when it is ready."),
    onSettled: () => client.invalidateQueries(privacyRequestsQuery),
  });
  return (
    <Section
      title={title}
      description={description}
      action={
        <Button
          size="xs"
          variant="default"
          aria-label={title}
          leftSection={<IconDownload size={15} />}
          loading={ask.isPending}
          onClick={() => ask.mutate()}
        >
          Prepare export
        </Button>
      }
    >
      {ask.error && <ErrorNotice error={ask.error} onRetry={() => ask.mutate()} />}
    </Section>
  );
}
