import { queryOptions } from "@tanstack/react-query";
import { type Answer, allOf, api, bodyOf, type Row } from "../../api.ts";

export type RightsRequest = Row<"/rights-requests">;
export type RightsDetails = Answer<"/rights-requests/{rights_request_id}">;
export type Followed = Answer<"/trust/requests/{request_token}">;
export type Kind = RightsRequest["kind"];
export type Outcome = NonNullable<RightsRequest["outcome"]>;
export type Proof = "signed_permission" | "document" | "spoken";

const key = "rights-requests";

export const rightsRequestsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: [key, organizationId],
    queryFn: () => allOf((query) => bodyOf(api.GET("/rights-requests", { params: { query } }))),
  });

const pathOf = (rights_request_id: string) => ({ params: { path: { rights_request_id } } });

export const rightsRequestQuery = (organizationId: string, id: string) =>
  queryOptions({
    queryKey: [key, organizationId, id],
    queryFn: () => bodyOf(api.GET("/rights-requests/{rights_request_id}", pathOf(id))),
  });

export const followedQuery = (token: string) =>
  queryOptions({
    queryKey: ["followed-request", token],
    queryFn: () => bodyOf(api.GET("/trust/requests/{request_token}", { params: { path: { request_token: token } } })),
  });

export const confirmRequest = (token: string): Promise<Followed> =>
  bodyOf(api.POST("/trust/requests/confirm", { body: { token } }));

interface Asked {
  kind: Kind;
  email: string;
  name?: string;
  residence?: string;
  details?: string;
  asker: RightsRequest["asker"];
  subject_email?: string;
}

export async function askOrganization(organizationId: string, body: Asked): Promise<void> {
  const path = { organization_id: organizationId };
  await api.POST("/trust/organizations/{organization_id}/requests", { params: { path }, body });
}

export async function verifyRequest(id: string, proof: Proof): Promise<void> {
  await api.POST("/rights-requests/{rights_request_id}/verify", { ...pathOf(id), body: { proof } });
}

export async function askSubject(id: string, email: string): Promise<void> {
  await api.POST("/rights-requests/{rights_request_id}/ask-subject", { ...pathOf(id), body: { email } });
}

export const sendPermission = (request_token: string, file: File): Promise<Followed> =>
  bodyOf(
    api.PUT("/trust/requests/{request_token}/permission", {
      params: { path: { request_token } },
      body: file as never, // OpenAPI has no word for bytes
      bodySerializer: (same: unknown) => same as File,
      headers: { "content-type": "application/octet-stream" },
    }),
  );

export async function acknowledgeRequest(id: string): Promise<void> {
  await api.POST("/rights-requests/{rights_request_id}/acknowledge", pathOf(id));
}

export async function forwardRequest(id: string, workspace_id: string): Promise<void> {
  await api.POST("/rights-requests/{rights_request_id}/forward", { ...pathOf(id), body: { workspace_id } });
}

export async function extendRequest(id: string, reason: string): Promise<void> {
  await api.POST("/rights-requests/{rights_request_id}/extend", { ...pathOf(id), body: { reason } });
}

export async function noteTold(correction_id: string): Promise<void> {
  await api.POST("/corrections/{correction_id}/told", {
    params: { path: { correction_id } },
  });
}

interface Given {
  outcome: Outcome;
  reply: string;
  contact_id?: string;
}

export async function answerRequest(id: string, body: Given): Promise<void> {
  await api.POST("/rights-requests/{rights_request_id}/answer", { ...pathOf(id), body });
}
