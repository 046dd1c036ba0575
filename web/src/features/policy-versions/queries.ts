import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf } from "../../api.ts";

export type Draft = Answer<"/policy-versions/preview">;
export type Versions = Answer<"/policy-versions">;
export type PolicyAnswer = Answer<"/policy-versions/answers">["data"][number];
export type OperatorProfile = Answer<"/operator/profile">;
export type TrustPage = Answer<"/trust/organizations/{organization_id}">;

export const draftQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["policy-versions", organizationId, "draft"],
    queryFn: () => bodyOf(api.GET("/policy-versions/preview")),
  });

export const versionsQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["policy-versions", organizationId],
    queryFn: () => bodyOf(api.GET("/policy-versions")),
  });

export const answersQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["policy-versions", organizationId, "answers"],
    queryFn: async () => (await bodyOf(api.GET("/policy-versions/answers"))).data,
  });

export const profileQuery = queryOptions({
  queryKey: ["operator-profile"],
  queryFn: () => bodyOf(api.GET("/operator/profile")),
});

export const trustPageQuery = (organizationId: string) =>
  queryOptions({
    queryKey: ["trust", organizationId],
    queryFn: () =>
      bodyOf(
        api.GET("/trust/organizations/{organization_id}", { params: { path: { organization_id: organizationId } } }),
      ),
  });

export async function publishVersion(): Promise<void> {
  await api.POST("/policy-versions");
}

export async function answerVersion(version: number, answer: "accepted" | "declined"): Promise<void> {
  await api.POST("/policy-versions/answer", { body: { version, answer } });
}
