import { queryOptions } from "@tanstack/react-query";
import { api } from "../../api.ts";

export type Role =
  | "owner"
  | "admin"
  | "editor"
  | "author"
  | "approver"
  | "support"
  | "developer"
  | "billing"
  | "auditor"
  | "viewer";

export type Theme = "light" | "dark" | "auto";

export interface User {
  id: string;
  name: string;
  email: string;
  locale: string;
  time_zone: string;
  theme: Theme;
  created_at: string;
}

export interface MyWorkspace {
  id: string;
  name: string;
  ai_enabled: boolean;
}

export interface MyOrganization {
  id: string;
  name: string;
  role: Role;
  ai_enabled: boolean;
  suspended: boolean;
  workspaces: MyWorkspace[];
}

export interface Me {
  user: User;
  operator: boolean;
  organizations: MyOrganization[];
}

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
  queryFn: async () => (await api.GET<Me>("/me")).data,
  staleTime: 15_000,
});

export async function signUp(body: SignUp): Promise<"signed_in" | "verify_email"> {
  return (await api.POST<{ next: "signed_in" | "verify_email" }>("/users", { body })).data.next;
}

export async function updateMe(body: Partial<Pick<User, "name" | "locale" | "time_zone" | "theme">>): Promise<void> {
  await api.PATCH<User>("/me", { body });
}

export async function changePassword(body: { current_password: string; new_password: string }): Promise<void> {
  await api.POST("/me/password", { body });
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
