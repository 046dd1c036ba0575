import { Button, Stack } from "@mantine/core";
import { IconSend } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { Empty } from "../../design/states/empty.tsx";
import { MoreRows } from "../../design/tables/more-rows.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { DeliveryFilters } from "./delivery-filters.tsx";
import { DeliveryRow } from "./delivery-row.tsx";
import { deliveriesQuery, type DeliveryFilter } from "./queries.ts";
import { OneDelivery } from "./one-delivery.tsx";

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
          <DeliveryFilters filter={filter} onChange={setFilter} />
          <QueryView query={query}>
            {({ pages }) => {
              const rows = pages.flatMap(({ data }) => data);
              return rows.length === 0 ? (
                <Empty
                  icon={IconSend}
                  title={isFiltered ? "Nothing fits" : "Nothing has left yet"}
                  action={isFiltered && <Button onClick={() => setFilter({})}>Show all</Button>}
                >
                  {isFiltered
                    ? "No delivery on record is like this. A recipient has to be whole, as it was written."
                    : "Add a webhook endpoint, or let an agent change something elsewhere: each effect shows up here."}
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
