import { queryOptions } from "@tanstack/react-query";
import { allOf, type Answer, api, bodyOf, type Row } from "../../api.ts";

export type Factors = Answer<"/factors">;
export type Passkey = Row<"/passkeys">;

export const factorsQuery = queryOptions({ queryKey: ["factors"], queryFn: () => bodyOf(api.GET("/factors")) });

export const passkeysQuery = queryOptions({
  queryKey: ["factors", "passkeys"],
  queryFn: () => allOf((query) => bodyOf(api.GET("/passkeys", { params: { query } }))),
});

const pathOf = (id: string) => ({ path: { passkey_id: id } });

export async function renamePasskey(id: string, name: string): Promise<void> {
  await api.PATCH("/passkeys/{passkey_id}", { params: pathOf(id), body: { name } });
}

export async function deletePasskey(id: string): Promise<void> {
  await api.DELETE("/passkeys/{passkey_id}", { params: pathOf(id) });
}

export const beginAuthenticatorApp = () => bodyOf(api.POST("/authenticator-app"));

export const confirmAuthenticatorApp = (code: string) =>
  bodyOf(api.POST("/authenticator-app/confirm", { body: { code } }));

export async function removeAuthenticatorApp(): Promise<void> {
  await api.DELETE("/authenticator-app");
}

export const renewRecoveryCodes = () => bodyOf(api.POST("/recovery-codes"));
