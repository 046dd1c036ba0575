import type { Work } from "../../../framework/context.ts";
import { indexDomain, readDomain } from "../read-domain.ts";
import { identityDomains } from "../tables.ts";

/** Makes these the provider's domains. One that stays keeps its proof; a new one has none. @throws Refusal `identities.domain_refused` */
export async function setDomains(
  ctx: Work<"organization">,
  providerId: string,
  typed: readonly string[],
): Promise<void> {
  const { organizationId } = ctx.scope;
  const db = ctx.db.of(identityDomains);
  const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "credential");
  const wanted = [...new Set(typed.map(readDomain))].map((domain) => ({
    domain,
    index: indexDomain(ctx.keyring, domain),
  }));
  const known = await db
    .selectFrom("identity_domains")
    .select(["id", "domain_index"])
    .where("organization_id", "=", organizationId)
    .where("identity_provider_id", "=", providerId)
    .execute();
  for (const { id, domain_index } of known) {
    if (wanted.some(({ index }) => index.equals(domain_index))) continue;
    await db
      .deleteFrom("identity_domains")
      .where("organization_id", "=", organizationId)
      .where("id", "=", id)
      .execute();
  }
  for (const { domain, index } of wanted) {
    if (known.some(({ domain_index }) => domain_index.equals(index))) continue;
    const whose = { organization_id: organizationId, id: ctx.newId("idd"), identity_provider_id: providerId };
    const row = ctx.seal(identityDomains, key, {
      ...whose,
      domain,
      domain_index: index,
      proven_at: null,
      created_at: ctx.at,
    });
    await db.insertInto("identity_domains").values(row).execute();
  }
}
