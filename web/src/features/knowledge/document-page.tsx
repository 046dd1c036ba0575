import { Anchor, Stack, Text } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useParams, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { AnchorLink } from "../../design/page/links.tsx";
import { MoreRows } from "../../design/tables/more-rows.tsx";
import { Page } from "../../design/page/page.tsx";
import { QueryView } from "../../design/states/query-view.tsx";
import { Section } from "../../design/page/section.tsx";
import { describeFound } from "./describe-found.ts";
import { DocumentState } from "./document-row.tsx";
import { passagePlace } from "./passage-place.ts";
import { documentQuery, type KnowledgeDocument, type Passage, passagesQuery } from "./queries.ts";

const from = "/app/content/knowledge/documents/$documentId" as const;

/** A document as it was read; a citation opens it at its passage. */
export function DocumentPage() {
  const { documentId } = useParams({ from });
  const { passage } = useSearch({ from });
  const query = useQuery(documentQuery(documentId));
  return (
    <Page title={query.data?.title ?? "Document"} narrow>
      <QueryView query={query}>
        {(document) => (
          <Stack>
            <AboutSection document={document} />
            {document.passages > 0 && <PassagesSection document={document} shown={passage} />}
          </Stack>
        )}
      </QueryView>
    </Page>
  );
}

function AboutSection({ document }: { document: KnowledgeDocument }) {
  const { collection_id, url, format, pages, found } = document;
  const facts = [format?.toUpperCase(), pages === null ? "" : `${pages} pages`, describeFound(found)];
  return (
    <Section
      title="How it is"
      action={
        <AnchorLink to="/content/knowledge/$collectionId" params={{ collectionId: collection_id }}>
          All of the collection
        </AnchorLink>
      }
    >
      <DocumentState document={document} />
      <Text fz="sm" c="dimmed" mt={6}>
        {facts.filter(Boolean).join(" · ")}
      </Text>
      {url && (
        <Anchor href={url} fz="sm" target="_blank" rel="noopener noreferrer nofollow" className="anywhere">
          {url}
        </Anchor>
      )}
    </Section>
  );
}

function PassagesSection({ document: { id }, shown }: { document: KnowledgeDocument; shown: string | undefined }) {
  const query = useInfiniteQuery(passagesQuery(id, shown));
  const first = query.data?.pages[0]?.data[0];
  return (
    <Section
      title="Passages"
      action={
        first &&
        first.place > 0 && (
          <AnchorLink to="/content/knowledge/documents/$documentId" params={{ documentId: id }} search={{}}>
            From the beginning
          </AnchorLink>
        )
      }
    >
      <Stack>
        <QueryView query={query}>
          {({ pages }) =>
            pages.flatMap(({ data }) =>
              data.map((one) => <PassageView key={one.id} passage={one} isShown={one.id === shown} />),
            )
          }
        </QueryView>
        <MoreRows query={query}>Show more</MoreRows>
      </Stack>
    </Section>
  );
}

function PassageView({ passage, isShown }: { passage: Passage; isShown: boolean }) {
  const ref = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isShown) ref.current?.scrollIntoView({ block: "center" });
  }, [isShown]);
  const place = passagePlace(passage);
  return (
    <div
      ref={ref}
      aria-current={isShown || undefined}
      style={{
        borderLeft: `3px solid ${isShown ? "var(--mantine-primary-color-filled)" : "var(--line)"}`,
        paddingLeft: 12,
      }}
    >
      {place && (
        <Text fz="xs" c="dimmed">
          {place}
        </Text>
      )}
      <Text fz="sm" className="anywhere" style={{ whiteSpace: "pre-wrap" }}>
        {passage.text}
      </Text>
    </div>
  );
}
