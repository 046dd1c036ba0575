import type { Work } from "../../../framework/context.ts";
import { checkMayGrant, lockMembers } from "../../members/public.ts";
import { checkOwnRights, loadCustomRole } from "../../roles/public.ts";
import { identityErrors } from "../errors.ts";
import { type GivenRole, type GroupRole, isCustomRole } from "../tables.ts";

type Asked = {
  issuer?: string | undefined;
  default_role?: GivenRole | undefined;
  group_roles?: GroupRole[] | undefined;
};

/**
 * What a provider gives away has to be its admin's to give, and its issuer an address to ask.
 * @throws Refusal `identities.issuer_refused`, `members.above_own_role`, `roles.above_own_rights`, `request.not_found`
 */
export async function checkProvider(ctx: Work<"organization">, asked: Asked): Promise<void> {
  if (asked.issuer !== undefined) checkIssuer(asked.issuer);
  const mapped = [...new Set((asked.group_roles ?? []).map(({ role }) => role))];
  const roles = [...mapped.filter((role) => !isCustomRole(role)), ...(asked.default_role ? [asked.default_role] : [])];
  for (const id of mapped.filter(isCustomRole)) await checkOwnRights(ctx, (await loadCustomRole(ctx, id)).permissions);
  if (roles.length > 0) checkMayGrant(ctx, await lockMembers(ctx), ...roles);
}

/** The outward client decides at each request where it connects to; this says early what it will never do. */
function checkIssuer(issuer: string): void {
  const url = URL.parse(issuer);
  const isLocal = url?.protocol === "http:" && ["127.0.0.1", "localhost"].includes(url.hostname);
  const isPlain = url && !url.search && !url.hash && !url.username && !url.password;
  if (!isPlain || (url.protocol !== "https:" && !isLocal)) throw identityErrors.issuer_refused();
}
