import { Button, Group } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "../../design/forms/confirm-dialog.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { tell } from "../../design/states/tell.tsx";
import { OperatorIndex } from "../operator/operator-index.tsx";
import { ProcessorCard } from "./processor-card.tsx";
import { ProcessorDialog } from "./processor-dialog.tsx";
import { deploymentProcessorsQuery, type Processor, retireProcessor } from "./queries.ts";

/** Operator › Processors: the register itself. */
export function DeploymentProcessorsPage() {
  const query = useQuery(deploymentProcessorsQuery);
  const [edited, setEdited] = useState<Processor | "new">();
  const [retiring, setRetiring] = useState<Processor>();
  return (
    <Page
      title="Processors"
      tabs={<OperatorIndex />}
      actions={
        <Button size="xs" leftSection={<IconPlus size={15} />} onClick={() => setEdited("new")}>
          Add a processor
        </Button>
      }
    >
      <Section
        title="Register"
        description="Entries that come with Avow are proposals. Read the processor's terms, note the agreement and the date, and it takes effect: at once while you are alone here, else after the notice period."
      >
        <QueryView query={query}>
          {(processors) =>
            processors.map((one) => (
              <ProcessorCard
                key={one.processor}
                processor={one}
                actions={
                  <Group gap="xs">
                    <Button size="compact-sm" variant="default" onClick={() => setEdited(one)}>
                      {one.effective_at ? "Change…" : "Review…"}
                    </Button>
                    <Button size="compact-sm" variant="default" onClick={() => setRetiring(one)}>
                      Retire…
                    </Button>
                  </Group>
                }
              />
            ))
          }
        </QueryView>
      </Section>
      {edited && (
        <ProcessorDialog processor={edited === "new" ? undefined : edited} onClose={() => setEdited(undefined)} />
      )}
      {retiring && <RetireDialog processor={retiring} onClose={() => setRetiring(undefined)} />}
    </Page>
  );
}

function RetireDialog({ processor, onClose }: { processor: Processor; onClose: () => void }) {
  const client = useQueryClient();
  const retire = useMutation({
    mutationFn: () => retireProcessor(processor.processor),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["processors"] });
      tell(`${processor.name} is out of the register.`);
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={`Retire ${processor.name}`}
      action="Retire processor"
      isBusy={retire.isPending}
      error={retire.error}
      onConfirm={() => retire.mutate()}
      onClose={onClose}
    >
      Nothing goes there from now on, whatever is connected to it. What it received before stays noted in the log.
    </ConfirmDialog>
  );
}
