import { later, secondMs } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import type { Grant, Registered } from "../../integrations/roles/connector.ts";
import type { RemoteProvider } from "../../integrations/roles/sign-in.ts";
import { keyOf, type Owner, tableOf } from "./find-connections.ts";

/** What is kept of a grant: its tokens sealed for whoever owns the connection, and until when they last. */
export async function sealGrant(
  work: Work,
  { owner, id, remote }: { owner: Owner; id: string; remote: RemoteProvider | undefined },
  { accessToken, refreshToken, expiresInSeconds, refreshExpiresInSeconds }: Grant,
) {
  const at = work.clock.now();
  const after = (seconds: number | null) => (seconds === null ? null : later(at, seconds * secondMs));
  const key = await keyOf(work, owner);
  const given = { accessToken, refreshToken, ...(remote && { remote }) };
  const row = { id, workspace_id: work.scope.workspaceId!, credential: given };
  const { credential } = work.seal(tableOf[owner], key, row);
  const expires_at = after(expiresInSeconds);
  return {
    credential,
    expires_at,
    ends_at: after(refreshExpiresInSeconds) ?? (refreshToken === null ? expires_at : null),
  };
}

/** What a grant is good for: of what was asked, what the service allowed. People may have left some of it out there. */
export function abilitiesOf(
  connector: Registered["connector"],
  asked: readonly string[],
  granted: readonly string[] | null,
): string[] {
  return asked.filter((name) =>
    (connector.abilities[name]?.scopes ?? []).every((scope) => granted === null || granted.includes(scope)),
  );
}
