import { queryOptions } from "@tanstack/react-query";
import { allOf, api, bodyOf, type Row } from "../../api.ts";

export type Session = Row<"/sessions">;

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/sessions", { params: { query } }))),
});

export async function signIn(body: { email: string; password: string }): Promise<void> {
  await api.POST("/sessions", { body });
}

export async function endSession(sessionId: string): Promise<void> {
  await api.DELETE("/sessions/{session_id}", { params: { path: { session_id: sessionId } } });
}

export const signOut = () => endSession("current");
