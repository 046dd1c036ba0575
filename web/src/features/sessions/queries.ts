import { queryOptions } from "@tanstack/react-query";
import { allOf, type Answer, api, bodyOf, type Row } from "../../api.ts";
import { askPasskey } from "../factors/use-passkey.ts";

export type Session = Row<"/sessions">;
export type SignInOutcome = Answer<"/sessions", "post">;

export const sessionsQuery = queryOptions({
  queryKey: ["sessions"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/sessions", { params: { query } }))),
});

export const signIn = (body: { email: string; password: string }): Promise<SignInOutcome> =>
  bodyOf(api.POST("/sessions", { body }));

export async function signInByPasskey(): Promise<void> {
  await api.POST("/sessions/passkey", { body: { passkey: await askPasskey() } });
}

export async function answerByCode(challenge: string, code: string): Promise<void> {
  await api.POST("/sessions/second-factor", { body: { challenge, code } });
}

export async function answerByPasskey(challenge: string): Promise<void> {
  await api.POST("/sessions/second-factor", { body: { challenge, passkey: await askPasskey(challenge) } });
}

export async function stepUp(proof: { password: string } | { code: string } | "passkey"): Promise<void> {
  await api.POST("/sessions/current/step-up", {
    body: proof === "passkey" ? { passkey: await askPasskey() } : proof,
  });
}

export async function endSession(sessionId: string): Promise<void> {
  await api.DELETE("/sessions/{session_id}", { params: { path: { session_id: sessionId } } });
}

export const signOut = () => endSession("current");
