import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf, type Row } from "../../api.ts";

export type Policy = Answer<"/policy">;
export type Parameter = Policy["parameters"][number];
export type PolicyValue = Parameter["value"];
export type PolicyRange = Parameter["range"];

/** What someone wants of a policy and has not saved; `null` takes back what its level said. */
export interface Draft {
  preset?: NonNullable<Policy["preset"]>;
  values: Record<string, PolicyValue | null>;
  ranges: Record<string, PolicyRange | null>;
}

export const emptyDraft: Draft = { values: {}, ranges: {} };

/** Which policy is looked at: everyone's, the organization's, or a workspace's. */
export type PolicyOf =
  | { level: "deployment" }
  | { level: "organization" }
  | { level: "workspace"; workspaceId: string };

const bodyFor = (of: PolicyOf, draft: Draft) => ({
  ...draft,
  ...(of.level === "workspace" ? { workspace_id: of.workspaceId } : {}),
});

export const policyQuery = (organizationId: string, of: PolicyOf) =>
  queryOptions({
    queryKey: ["policy", of.level === "deployment" ? "" : organizationId, of],
    queryFn: (): Promise<Policy> => {
      if (of.level === "deployment") return bodyOf(api.GET("/operator/policy"));
      if (of.level === "organization") return bodyOf(api.GET("/policy"));
      const params = { path: { workspace_id: of.workspaceId } };
      return bodyOf(api.GET("/workspaces/{workspace_id}/policy", { params }));
    },
  });

export const previewQuery = (organizationId: string, of: PolicyOf, draft: Draft) =>
  queryOptions({
    queryKey: ["policy-preview", organizationId, of, draft],
    queryFn: () =>
      of.level === "deployment"
        ? bodyOf(api.POST("/operator/policy/preview", { body: draft }))
        : bodyOf(api.POST("/policy/preview", { body: bodyFor(of, draft) })),
    retry: false,
  });

export type PlannedChange = Answer<"/policy/preview", "post">["changes"][number];

/** Saves what was reviewed; refused where somebody saved in between. */
export async function savePolicy(of: PolicyOf, draft: Draft, version: number): Promise<void> {
  const headers = { "if-match": `"${version}"` };
  if (of.level === "deployment") await api.PATCH("/operator/policy", { body: draft, headers });
  else await api.PATCH("/policy", { body: bodyFor(of, draft), headers });
}

export async function withdrawChange(of: PolicyOf, parameter: Parameter["name"]): Promise<void> {
  const workspace = of.level === "workspace" ? { workspace_id: of.workspaceId } : {};
  await api.POST("/policy/withdraw", { body: { parameter, ...workspace } });
}

export type PolicyChange = Row<"/policy/changes">;

export const historyQuery = (organizationId: string) =>
  infiniteQueryOptions({
    queryKey: ["policy", organizationId, "history"],
    queryFn: ({ pageParam }) =>
      bodyOf(api.GET("/policy/changes", { params: { query: pageParam ? { cursor: pageParam } : {} } })),
    initialPageParam: "",
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });
