import { Text } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import type { PrivacyRequest } from "./queries.ts";
import { RequestRow } from "./request-row.tsx";

export function RequestsSection({ query }: { query: UseQueryResult<PrivacyRequest[]> }) {
  return (
    <Section title="Your requests" description="Each has a date by which it must be answered.">
      <QueryView query={query}>
        {(requests) => {
          // A plan that nobody confirmed is a look, not a request.
          const asked = requests.filter(({ state }) => state !== "planned");
          if (asked.length === 0) {
            return (
              <Text fz="sm" c="dimmed">
                None yet. Exports, erasures and their receipts are listed here.
              </Text>
            );
          }
          return asked.map((request) => <RequestRow key={request.id} request={request} />);
        }}
      </QueryView>
    </Section>
  );
}
