import { queryOptions } from "@tanstack/react-query";
import { type Answer, api, bodyOf } from "../../api.ts";

export type Me = Answer<"/me">;
export type User = Me["user"];
export type Theme = User["theme"];
export type MyOrganization = Me["organizations"][number];
export type MyWorkspace = MyOrganization["workspaces"][number];

export interface SignUp {
  email: string;
  password: string;
  name: string;
  birth_date: string;
  locale: string;
  time_zone: string;
  owner_token?: string;
  invitation_token?: string;
}

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => bodyOf(api.GET("/me")),
  staleTime: 15_000,
});

export async function signUp(body: SignUp): Promise<"signed_in" | "verify_email"> {
  return (await bodyOf(api.POST("/users", { body }))).next;
}

export async function updateMe(
  body: Partial<Pick<User, "name" | "locale" | "time_zone" | "theme" | "shares_screens">>,
): Promise<void> {
  await api.PATCH("/me", { body });
}

export async function changePassword(body: { current_password: string; new_password: string }): Promise<void> {
  await api.POST("/me/password", { body });
}

export async function changeEmail(email: string): Promise<void> {
  await api.POST("/me/email", { body: { email } });
}

export async function confirmEmailChange(token: string): Promise<void> {
  await api.POST("/email-changes/confirm", { body: { token } });
}

export async function undoEmailChange(token: string): Promise<void> {
  await api.POST("/email-changes/undo", { body: { token } });
}

export async function setUsername(username: string | null): Promise<void> {
  await api.PUT("/me/username", { body: { username } });
}

export async function declareAge(body: { birth_date: string; years: number }): Promise<void> {
  await api.POST("/me/age", { body });
}

export async function requestEmailVerification(email: string): Promise<void> {
  await api.POST("/email-verifications", { body: { email } });
}

export async function confirmEmail(token: string): Promise<void> {
  await api.POST("/email-verifications/confirm", { body: { token } });
}

export async function requestPasswordReset(email: string): Promise<void> {
  await api.POST("/password-resets", { body: { email } });
}

export async function resetPassword(body: { token: string; password: string }): Promise<void> {
  await api.POST("/password-resets/confirm", { body });
}
