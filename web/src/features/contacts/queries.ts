import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { paths } from "@avow/client";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

export type ListedContact = Row<"/contacts">;
export type Contact = Answer<"/contacts/{contact_id}">;
export type Identity = Contact["identities"][number];
export type Consent = Contact["consents"][number];
export type Lock = Contact["locks"][number];
export type Merge = Contact["merges"][number];
export type ContactRequest = Row<"/contact-requests">;
type BodyOf<Path extends keyof paths> = paths[Path]["post"] extends {
  requestBody?: { content: { "application/json": infer Body } };
}
  ? Body
  : never;
export type ContactSearch = Pick<BodyOf<"/contacts/search">, "identity" | "name">;
export type NewContact = BodyOf<"/contacts">;
export type NewIdentity = Omit<BodyOf<"/contact-identities">, "contact_id">;
export type Said = BodyOf<"/contacts/{contact_id}/consents/give">;

const pathOf = (id: string) => ({ path: { contact_id: id } });
const rootOf = (workspaceId: string) => ["contacts", workspaceId] as const;

/** All contacts, or those that a search finds. What is searched for is in no address. */
export const contactsQuery = (workspaceId: string, search: ContactSearch | undefined) =>
  infiniteQueryOptions({
    queryKey: [...rootOf(workspaceId), search],
    queryFn: ({ pageParam: cursor }) => {
      const page = { limit: 50, ...(cursor ? { cursor } : {}) };
      return search
        ? bodyOf(api.POST("/contacts/search", { body: { ...search, ...page } }))
        : bodyOf(api.GET("/contacts", { params: { query: page } }));
    },
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

export const contactQuery = (id: string) =>
  queryOptions({
    queryKey: ["contact", id],
    queryFn: () => bodyOf(api.GET("/contacts/{contact_id}", { params: pathOf(id) })),
  });

export const mergePreviewQuery = (id: string, otherId: string) =>
  queryOptions({
    queryKey: ["contact", id, "merge-preview", otherId],
    queryFn: () =>
      bodyOf(
        api.GET("/contacts/{contact_id}/merge-previews/{other_id}", {
          params: { path: { contact_id: id, other_id: otherId } },
        }),
      ),
    staleTime: 0,
  });

export const contactPlanQuery = (id: string) =>
  queryOptions({
    queryKey: ["contact", id, "privacy-plan"],
    queryFn: () => bodyOf(api.GET("/contacts/{contact_id}/privacy-plan", { params: pathOf(id) })),
    staleTime: 0,
  });

const watchMs = 2_000;

export const contactRequestsQuery = (id: string) =>
  queryOptions({
    queryKey: ["contact", id, "requests"],
    queryFn: () =>
      allOf((page) => bodyOf(api.GET("/contact-requests", { params: { query: { contact_id: id, ...page } } }))),
    refetchInterval: ({ state }) => (state.data?.some((request) => request.state === "executing") ? watchMs : false),
  });

export const createContact = (body: NewContact): Promise<Contact> => bodyOf(api.POST("/contacts", { body }));

/** @throws ApiError `request.changed` where somebody else was first */
export async function updateContact(
  { id, version }: Pick<Contact, "id" | "version">,
  body: Partial<Pick<Contact, "name" | "age_state">>,
): Promise<void> {
  const headers = { "If-Match": `"${version}"` };
  await bodyOf(api.PATCH("/contacts/{contact_id}", { params: pathOf(id), body, headers }));
}

export async function deleteContact(id: string): Promise<void> {
  await api.DELETE("/contacts/{contact_id}", { params: pathOf(id) });
}

export async function addIdentity(contactId: string, identity: NewIdentity): Promise<void> {
  await bodyOf(api.POST("/contact-identities", { body: { contact_id: contactId, ...identity } }));
}

export async function removeIdentity(id: string): Promise<void> {
  await api.DELETE("/contact-identities/{contact_identity_id}", { params: { path: { contact_identity_id: id } } });
}

export async function recordConsent(contactId: string, state: Consent["state"], body: Said): Promise<void> {
  const init = { params: pathOf(contactId), body };
  if (state === "given") await bodyOf(api.POST("/contacts/{contact_id}/consents/give", init));
  else await bodyOf(api.POST("/contacts/{contact_id}/consents/withdraw", init));
}

export async function lockContact(contactId: string, purpose: Consent["purpose"] | undefined): Promise<void> {
  const body = purpose ? { kind: "objection" as const, purpose } : { kind: "restriction" as const };
  await bodyOf(api.POST("/contacts/{contact_id}/locks", { params: pathOf(contactId), body }));
}

export async function liftLock(id: string, body: BodyOf<"/contact-locks/{contact_lock_id}/lift">): Promise<void> {
  await bodyOf(api.POST("/contact-locks/{contact_lock_id}/lift", { params: { path: { contact_lock_id: id } }, body }));
}

export const mergeContacts = (id: string, otherId: string): Promise<Contact> =>
  bodyOf(api.POST("/contacts/{contact_id}/merge", { params: pathOf(id), body: { other_id: otherId } }));

export const splitContact = (mergeId: string): Promise<Contact> =>
  bodyOf(api.POST("/contact-merges/{merge_id}/split", { params: { path: { merge_id: mergeId } } }));

export const requestForContact = (body: BodyOf<"/contact-requests">): Promise<ContactRequest> =>
  bodyOf(api.POST("/contact-requests", { body }));

export type ImportReport = Awaited<ReturnType<typeof importContacts>>;

/** @param dryRun says what would come of it, and writes nothing */
export function importContacts(file: Blob, dryRun: boolean) {
  const init = {
    params: { query: { dry_run: dryRun ? ("true" as const) : ("false" as const) } },
    body: file as never, // OpenAPI has no word for bytes
    bodySerializer: (same: unknown) => same as Blob,
    headers: { "content-type": "application/octet-stream" },
  };
  return bodyOf(api.PUT("/contacts/import", init));
}

/** As the browser's downloads take it. */
export async function downloadContacts(): Promise<Blob> {
  return bodyOf(api.GET("/contacts.csv", { parseAs: "blob" }));
}

const requestPath = (id: string) => ({ path: { contact_request_id: id } });

export async function withdrawContactRequest(id: string): Promise<void> {
  await api.POST("/contact-requests/{contact_request_id}/withdraw", { params: requestPath(id) });
}

/** As the browser's downloads take it: a link could not say which workspace is meant. */
export async function fetchArchive(id: string): Promise<Blob> {
  const params = requestPath(id);
  const answer = await api.GET("/contact-requests/{contact_request_id}/archive", { params, parseAs: "blob" });
  return bodyOf(Promise.resolve({ data: answer.data as Blob, response: answer.response }));
}
