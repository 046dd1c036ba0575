import { queryOptions } from "@tanstack/react-query";
import { api, type Page } from "../../api.ts";

export interface Session {
  id: string;
  ip: string | null;
  user_agent: string | null;
  created_at: string;
  last_active_at: string;
  expires_at: string;
  current: boolean;
}

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: async () => (await api.GET<Page<Session>>("/sessions")).data.data,
});

export async function signIn(body: { email: string; password: string }): Promise<void> {
  await api.POST("/sessions", { body });
}

export async function endSession(sessionId: string): Promise<void> {
  await api.DELETE("/sessions/{session_id}", { params: { path: { session_id: sessionId } } });
}

export const signOut = () => endSession("current");
