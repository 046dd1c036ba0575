import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { allOf, type Answer, api, bodyOf, type Row } from "../../api.ts";

export type Collection = Row<"/knowledge-collections">;
export type KnowledgeDocument = Row<"/knowledge-documents">;
export type Passage = Row<"/knowledge-documents/{document_id}/passages">;
export type Search = Answer<"/knowledge-searches", "post">;

export const isUnderWay = ({ state }: Pick<KnowledgeDocument, "state">) => state !== "ready" && state !== "failed";

const watchMs = 1500;

export const collectionsQuery = (workspaceId: string) =>
  queryOptions({
    queryKey: ["knowledge", workspaceId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/knowledge-collections", { params: { query } }))),
  });

export const collectionQuery = (id: string) =>
  queryOptions({
    queryKey: ["knowledge", "collection", id],
    queryFn: () =>
      bodyOf(api.GET("/knowledge-collections/{collection_id}", { params: { path: { collection_id: id } } })),
  });

/** Looked at again as long as something in it is being taken in. */
export const documentsQuery = (collectionId: string) =>
  infiniteQueryOptions({
    queryKey: ["knowledge", "documents", collectionId],
    queryFn: ({ pageParam: cursor }) => {
      const query = { collection_id: collectionId, limit: 100, ...(cursor ? { cursor } : {}) };
      return bodyOf(api.GET("/knowledge-documents", { params: { query } }));
    },
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ data }) => data.some(isUnderWay)) ? watchMs : false),
  });

const pathOf = (id: string) => ({ path: { document_id: id } });

export const documentQuery = (id: string) =>
  queryOptions({
    queryKey: ["knowledge", "document", id],
    queryFn: () => bodyOf(api.GET("/knowledge-documents/{document_id}", { params: pathOf(id) })),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? watchMs : false),
  });

export const passagesQuery = (documentId: string, around: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ["knowledge", "passages", documentId, around ?? ""],
    queryFn: ({ pageParam: from }) => {
      const query = { limit: 25, ...(from === 0 && around ? { around } : { from }) };
      return bodyOf(
        api.GET("/knowledge-documents/{document_id}/passages", { params: { ...pathOf(documentId), query } }),
      );
    },
    initialPageParam: 0,
    getNextPageParam: ({ next_from }) => next_from ?? undefined,
  });

type NewCollection = {
  name: string;
  description: string;
  embedding_model: string | null;
  personal_data: Collection["personal_data"];
};
export const createCollection = (body: NewCollection): Promise<Collection> =>
  bodyOf(api.POST("/knowledge-collections", { body }));

export const renameCollection = (id: string, name: string): Promise<Collection> =>
  bodyOf(
    api.PATCH("/knowledge-collections/{collection_id}", { params: { path: { collection_id: id } }, body: { name } }),
  );

export async function deleteCollection(id: string): Promise<void> {
  await api.DELETE("/knowledge-collections/{collection_id}", { params: { path: { collection_id: id } } });
}

export const addDocument = (collectionId: string, of: { file_id: string } | { url: string }) =>
  bodyOf(api.POST("/knowledge-documents", { body: { collection_id: collectionId, ...of } }));

export const ingestAgain = (id: string) =>
  bodyOf(api.POST("/knowledge-documents/{document_id}/ingest", { params: pathOf(id) }));

export async function deleteDocument(id: string): Promise<void> {
  await api.DELETE("/knowledge-documents/{document_id}", { params: pathOf(id) });
}

export const searchKnowledge = (collection_id: string, query: string): Promise<Search> =>
  bodyOf(api.POST("/knowledge-searches", { body: { query, collection_id } }));
