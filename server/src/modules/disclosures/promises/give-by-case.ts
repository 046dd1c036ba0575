import { judge, promise } from "../../../framework/promise.ts";
import { acrossTenants } from "../../../framework/database/tenant.ts";
import { describeAsking } from "../describe-asking.ts";
import { downloadDisclosure } from "../download-disclosure.ts";
import { handOut } from "../hand-out.ts";
import { disclosures } from "../tables.ts";

const unfoundedSql = `select count(*)::int as unfounded from disclosures d
  where d.handed_out_at is not null and (d.approved_at is null or not exists (
    select 1 from approvals a where a.workspace_id = d.workspace_id and a.subject = d.id
      and a.state = 'approved' and a.yes_needed >= 2))`;

export const giveByCase = promise("disclosure.legal", {
  enforcedBy: [
    "modules/disclosures/ask-disclosure.ts#askDisclosure",
    "modules/disclosures/describe-asking.ts#describeAsking",
    "modules/disclosures/download-disclosure.ts#downloadDisclosure",
    "modules/disclosures/hand-out.ts#handOut",
  ],
  tests: ["server/src/modules/disclosures/disclosures.test.ts"],
  everyMinutes: 60,
  async probe(look) {
    const found = await acrossTenants(look.database, "look whether anything was given without a case", async (db) => {
      const checks = await db.query<{ says: string }>(
        "select pg_get_constraintdef(oid) as says from pg_constraint where conrelid = 'disclosures'::regclass and contype = 'c'",
      );
      const [row] = await db.query<{ unfounded: number }>(unfoundedSql);
      return { isGuarded: checks.some(({ says }) => says.includes("approved_at IS NOT NULL")), ...row! };
    });
    const one = { id: "dsc_0", contact_id: "con_0", authority: "A", legal_basis: "B", extent: "C" };
    const { byTwo, hash } = describeAsking(one, look.at);
    const isWhole = (["authority", "legal_basis", "extent"] as const).every(
      (name) => !describeAsking({ ...one, [name]: "D" }, look.at).hash.equals(hash),
    );
    const isNoted = downloadDisclosure.audit !== undefined && handOut.audit !== undefined;
    const optional = (["authority", "legal_basis", "extent"] as const).filter(
      (name) => disclosures.columns[name].info.nullable,
    );
    return judge(
      { unfounded: found.unfounded, approvers: byTwo ? 2 : 1 },
      [byTwo === true, "One person alone can have data given to an authority."],
      [isWhole, "An approval does not cover basis and extent."],
      [optional.length === 0, `A case goes without this: ${optional[0] ?? ""}.`],
      [found.isGuarded, "The database takes a case that handed something out and was not approved."],
      [found.unfounded === 0, "Data was given to an authority without approvers."],
      [isNoted, "What is given to an authority is not in the log."],
    );
  },
});
