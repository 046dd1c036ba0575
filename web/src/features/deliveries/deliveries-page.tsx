import { Grid, Select, Stack, TextInput } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "../../design/empty.tsx";
import { MoreRows } from "../../design/more-rows.tsx";
import { Page } from "../../design/page.tsx";
import { QueryView } from "../../design/query-view.tsx";
import { Section } from "../../design/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { DeliveryRow } from "./delivery-row.tsx";
import { deliveriesQuery, type DeliveryFilter } from "./queries.ts";
import { OneDelivery } from "./one-delivery.tsx";
import { states, stateWords } from "./states.ts";
import { useTargetNames } from "./use-target-names.ts";

/** Everything that left the workspace or is about to, each with one timeline. */
export function DeliveriesPage() {
  const { workspace } = useCurrent();
  const [filter, setFilter] = useState<DeliveryFilter>({});
  const query = useInfiniteQuery(deliveriesQuery(workspace.id, filter));
  const { delivery: named } = useSearch({ from: "/app/developers/deliveries" });
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <Page title="Deliveries">
      {named && <OneDelivery key={named} id={named} />}
      <Section
        title="What leaves the workspace"
        description="Every effect on the outside has one record: when it was asked for, each attempt, what was sent, what came back, and what can be done."
      >
        <Stack>
          <Filters filter={filter} onChange={setFilter} />
          <QueryView query={query}>
            {({ pages }) => {
              const rows = pages.flatMap(({ data }) => data);
              return rows.length === 0 ? (
                <Empty icon={IconSend} title={isFiltered ? "Nothing fits" : "Nothing has left yet"}>
                  {isFiltered
                    ? "No delivery on record is like this. A recipient has to be whole, as it was written."
                    : "Add a webhook endpoint, and each event that is sent there shows up here."}
                </Empty>
              ) : (
                <div>
                  {rows.map((delivery) => (
                    <DeliveryRow key={delivery.id} delivery={delivery} />
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

function Filters({ filter, onChange }: { filter: DeliveryFilter; onChange: (filter: DeliveryFilter) => void }) {
  const set = (change: Partial<Record<keyof DeliveryFilter, string | null>>) =>
    onChange(
      Object.fromEntries(Object.entries({ ...filter, ...change }).filter(([, value]) => value)) as DeliveryFilter,
    );
  const { names } = useTargetNames();
  return (
    <Grid gap="xs" maw={720}>
      <Grid.Col span={{ base: 6, sm: 4 }}>
        <Select
          label="State"
          size="xs"
          placeholder="Any"
          clearable
          data={states.map((value) => ({ value, label: stateWords[value] }))}
          value={filter.state ?? null}
          onChange={(state) => set({ state })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 6, sm: 4 }}>
        <Select
          label="Endpoint"
          size="xs"
          placeholder="Any"
          clearable
          data={[...names].map(([value, label]) => ({ value, label }))}
          value={filter.target ?? null}
          onChange={(target) => set({ target })}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 12, sm: 4 }}>
        <TextInput
          label="Recipient"
          placeholder="Whole: ada@example.com"
          size="xs"
          defaultValue={filter.recipient ?? ""}
          onBlur={(event) => set({ recipient: event.currentTarget.value.trim() })}
          onKeyDown={(event) => event.key === "Enter" && set({ recipient: event.currentTarget.value.trim() })}
        />
      </Grid.Col>
    </Grid>
  );
}
