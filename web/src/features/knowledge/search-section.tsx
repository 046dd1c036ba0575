import { Badge, Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type SubmitEvent, useState } from "react";
import { ErrorNotice } from "../../design/states/error-notice.tsx";
import { AnchorLink } from "../../design/page/links.tsx";
import { Section } from "../../design/page/section.tsx";
import { passagePlace } from "./passage-place.ts";
import { type Collection, type Search, searchKnowledge } from "./queries.ts";

/** What an agent would find, before one is asked. */
export function SearchSection({ collection }: { collection: Collection }) {
  const [query, setQuery] = useState("");
  const search = useMutation({ mutationFn: () => searchKnowledge(collection.id, query.trim()) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (query.trim()) search.mutate();
  };
  return (
    <Section title="Try a search" description="The passages an agent would get for this question, the best first.">
      <form onSubmit={submit}>
        <Group align="flex-end" gap="xs">
          <TextInput
            label="Question"
            value={query}
            maxLength={2000}
            onChange={({ currentTarget: { value } }) => setQuery(value)}
            style={{ flex: "1 1 240px" }}
          />
          <Button type="submit" variant="default" loading={search.isPending}>
            Search
          </Button>
        </Group>
      </form>
      {search.error && <ErrorNotice error={search.error} />}
      {search.data && <Results search={search.data} />}
    </Section>
  );
}

function Results({ search: { data, by, sandbox } }: { search: Search }) {
  return (
    <Stack mt="sm" gap="xs" aria-live="polite">
      <Group gap="xs">
        <Text fz="sm" c="dimmed">
          {data.length} found {by === "words" ? "by words alone" : "by words and by meaning"}
        </Text>
        {sandbox && <Badge variant="light">sandbox</Badge>}
      </Group>
      {data.map(({ id, document_id, title, page, heading, text, by_words, by_vector }) => (
        <div key={id} style={{ borderTop: "1px solid var(--line)", paddingTop: 8 }}>
          <AnchorLink
            to="/content/knowledge/documents/$documentId"
            params={{ documentId: document_id }}
            search={{ passage: id }}
            fw={500}
          >
            {[title, passagePlace({ page, heading })].filter(Boolean).join(" · ")}
          </AnchorLink>
          <Text fz="sm" lineClamp={4} style={{ whiteSpace: "pre-wrap" }} className="anywhere">
            {text}
          </Text>
          <Text fz="xs" c="dimmed">
            {by_words === null ? "not by words" : `${by_words}. by words`} ·{" "}
            {by_vector === null ? "not by meaning" : `${by_vector}. by meaning`}
          </Text>
        </div>
      ))}
    </Stack>
  );
}
