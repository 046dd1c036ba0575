import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { useCurrent } from "../workspaces/current.ts";
import { securityEventsQuery, type View } from "./queries.ts";
import { readFilters, type SecuritySearch } from "./read-filters.ts";
import { SecurityEventFilters } from "./security-event-filters.tsx";
import { SecurityEventList } from "./security-event-list.tsx";

interface SecurityEventsSectionProps {
  title: string;
  description: string;
  view: View;
  search: SecuritySearch;
  onChange: (changed: Partial<SecuritySearch>) => void;
}

export function SecurityEventsSection({ title, description, view, search, onChange }: SecurityEventsSectionProps) {
  const { organization } = useCurrent();
  const query = useQuery(securityEventsQuery(view, organization.id, readFilters(search)));
  return (
    <Section title={title} description={description}>
      <Stack>
        <SecurityEventFilters search={search} onChange={onChange} />
        <QueryView query={query}>
          {(page) => (
            <SecurityEventList
              page={page}
              view={view}
              isFiltered={Boolean(search.severity ?? search.from ?? search.to ?? search.cursor)}
              cursor={search.cursor}
              onTurn={(cursor) => onChange({ cursor })}
            />
          )}
        </QueryView>
      </Stack>
    </Section>
  );
}
