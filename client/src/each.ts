/** What a list endpoint answers; `next_cursor` asks for the next page. */
export type Page<T> = { data: T[]; has_more: boolean; next_cursor: string | null };

/**
 * All of a list, page by page as they are taken:
 * `for await (const agent of each((query) => client.GET("/agents", { params: { query } }))) …`
 */
export async function* each<T>(
  read: (query: { cursor?: string }) => Promise<{ data?: Page<T> }>,
): AsyncGenerator<T, void, undefined> {
  let cursor: string | null = null;
  do {
    const { data }: { data?: Page<T> } = await read(cursor ? { cursor } : {});
    if (!data) return;
    yield* data.data;
    cursor = data.next_cursor;
  } while (cursor);
}
