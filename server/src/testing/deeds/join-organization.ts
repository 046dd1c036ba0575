import { enter, type Person, type PersonWithOrganization } from "../people.ts";
import { readAnswer } from "../read-answer.ts";

/** Makes someone a member of another's organization, by invitation, and enters it. */
export async function joinOrganization(
  host: PersonWithOrganization,
  guest: Person,
  role: string,
): Promise<PersonWithOrganization> {
  const invited = host.request("/api/v1/invitations", { method: "POST", json: { email: guest.email, role } });
  const { link } = await readAnswer<{ link: string }>(invited, 201);
  const token = new URL(link).hash.slice("#token=".length);
  await readAnswer(guest.request("/api/v1/invitations/accept", { method: "POST", json: { token } }), 200);
  const { organizationId, workspaceId } = host;
  return { ...enter(guest, { organizationId, workspaceId }), organizationId, workspaceId };
}

/** Makes an API key of someone's, and asks with it: no cookie, no CSRF header. */
export async function makeApiKey(
  maker: PersonWithOrganization,
  asked: {
    scopes: readonly string[];
    workspace_ids?: readonly string[];
    agent_ids?: readonly string[];
    networks?: readonly string[];
    expires_at?: string;
  },
) {
  const made = maker.request("/api/v1/api-keys", { method: "POST", json: { name: "Robot", ...asked } });
  return readAnswer<{ id: string; token: string; hint: string; expires_at: string }>(made, 201);
}
