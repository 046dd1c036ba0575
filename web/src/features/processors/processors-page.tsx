import { useQuery } from "@tanstack/react-query";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { TrustIndex } from "../trust/trust-index.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { ProcessorCard } from "./processor-card.tsx";
import { processorsQuery } from "./queries.ts";

/** Trust › Processors: who may receive personal data, and why the others may not. */
export function ProcessorsPage() {
  const { organization } = useCurrent();
  const query = useQuery(processorsQuery(organization.id));
  return (
    <Page title="Processors" tabs={<TrustIndex />}>
      <Section
        title="Who may receive data"
        description="Nothing leaves to a host that is not in this register. The operator keeps it; your policy decides which entries may be used."
      >
        <QueryView query={query}>
          {(processors) => processors.map((one) => <ProcessorCard key={one.processor} processor={one} />)}
        </QueryView>
      </Section>
    </Page>
  );
}
