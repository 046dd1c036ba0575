import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf } from "../../api.ts";

export type Takeover = Answer<"/me/takeovers">["takeovers"][number];
export type AnnouncedTakeover = Answer<"/operator/takeovers">["takeovers"][number];
export type Word = NonNullable<Takeover["answer"]>;

export const takeoversQuery = queryOptions({
  queryKey: ["takeovers"],
  queryFn: async () => (await bodyOf(api.GET("/me/takeovers"))).takeovers,
});

export const publicTakeoversQuery = queryOptions({
  queryKey: ["takeovers", "public"],
  queryFn: async () => (await bodyOf(api.GET("/trust/takeovers"))).takeovers,
});

export const announcedTakeoversQuery = queryOptions({
  queryKey: ["takeovers", "announced"],
  queryFn: async () => (await bodyOf(api.GET("/operator/takeovers"))).takeovers,
});

export interface WantedTakeover {
  successor: string;
  country: string;
  privacy_contact: string;
  changes: string;
  effective_on: string;
}

export async function announceTakeover(wanted: WantedTakeover): Promise<void> {
  await api.POST("/operator/takeovers", { body: wanted });
}

export async function withdrawTakeover(takeoverId: string): Promise<void> {
  await api.POST("/operator/takeovers/{takeover_id}/withdraw", {
    params: { path: { takeover_id: takeoverId } },
  });
}

export async function answerTakeover(answerId: string, answer: Word): Promise<void> {
  await api.POST("/me/takeovers/{takeover_answer_id}", {
    params: { path: { takeover_answer_id: answerId } },
    body: { answer },
  });
}
