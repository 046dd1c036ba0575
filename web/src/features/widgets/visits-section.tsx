import { Stack, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { AnchorLink } from "../../design/page/links.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { Time } from "../../design/time.tsx";
import { visitsQuery, type Widget } from "./queries.ts";

/** They are among one's own conversations as well, where its answers are made with one's rights. */
export function VisitsSection({ widget }: { widget: Widget }) {
  const query = useQuery(visitsQuery(widget.id));
  return (
    <Section
      title="Conversations of visitors"
      description={`Read by whoever answers for the widget. A visitor who was not there for ${widget.keep_days} days is erased.`}
    >
      <QueryView query={query}>
        {(visits) =>
          visits.length === 0 ? (
            <Text fz="sm" c="dimmed">
              None that you answer for.
            </Text>
          ) : (
            <Stack gap={6}>
              {visits.map(({ id, title, updated_at }) => (
                <div key={id}>
                  <AnchorLink to="/conversations/$conversationId" params={{ conversationId: id }}>
                    {title ?? "Nothing was said yet"}
                  </AnchorLink>{" "}
                  <Text span fz="sm" c="dimmed">
                    <Time value={updated_at} />
                  </Text>
                </div>
              ))}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}
