import { Stack } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Empty } from "../../design/states/empty.tsx";
import { MoreRows } from "../../design/tables/more-rows.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useAskEvery } from "../events/live.ts";
import { useCurrent } from "../workspaces/current.ts";
import { GenerationFilters } from "./generation-filters.tsx";
import { GenerationRow } from "./generation-row.tsx";
import { type GenerationFilter, generationsQuery } from "./queries.ts";

/** Every AI call of the workspace: who asked whom for what, what it took and cost, and why it ended as it did. */
export function GenerationsPage() {
  const { workspace } = useCurrent();
  const [filter, setFilter] = useState<GenerationFilter>({});
  const query = useInfiniteQuery({ ...generationsQuery(workspace.id, filter), refetchInterval: useAskEvery(10_000) });
  return (
    <Page title="Generations">
      <Section
        title="Every AI call"
        description="Each has one record, without its content: route, model, tokens, cost, verdict and outcome."
      >
        <Stack>
          <GenerationFilters filter={filter} onChange={setFilter} />
          <QueryView query={query}>
            {({ pages }) => {
              const rows = pages.flatMap(({ data }) => data);
              return rows.length === 0 ? (
                <Empty icon={IconSparkles} title="No AI calls here">
                  Talk to an agent, or call the API under /v1, and each call is recorded here.
                </Empty>
              ) : (
                <div>
                  {rows.map((generation) => (
                    <GenerationRow key={generation.id} generation={generation} />
                  ))}
                </div>
              );
            }}
          </QueryView>
          <MoreRows query={query} />
        </Stack>
      </Section>
    </Page>
  );
}
