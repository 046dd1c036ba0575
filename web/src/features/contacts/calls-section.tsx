import { Text } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { GenerationRow } from "../generations/generation-row.tsx";
import { generationsQuery } from "../generations/queries.ts";
import { useCurrent } from "../workspaces/current.ts";
import type { Contact } from "./queries.ts";

/** Which AI calls were about somebody, and who answered: they can ask for it. */
export function CallsSection({ contact }: { contact: Contact }) {
  const { workspace } = useCurrent();
  const query = useInfiniteQuery(generationsQuery(workspace.id, { contact_id: contact.id }));
  return (
    <Section title="AI calls about them" description="The newest. Their content is not kept with them.">
      <QueryView query={query}>
        {({ pages }) => {
          const calls = pages.flatMap(({ data }) => data);
          if (calls.length > 0) return calls.map((call) => <GenerationRow key={call.id} generation={call} />);
          return (
            <Text fz="sm" c="dimmed">
              None. A call is about them where it names this contact, and only with their consent.
            </Text>
          );
        }}
      </QueryView>
    </Section>
  );
}
