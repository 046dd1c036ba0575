import type { Policy } from "../../egress/public.ts";
import { nameCategory } from "./name-category.ts";
import { describeKeep } from "./describe-keep.ts";
import { subjects, type Use } from "./list-uses.ts";

/** What is kept, why, and how long: one row for each table that holds something personal. */
export function describeRetention(uses: readonly Use[], policy: Policy) {
  const tables = [...new Set(uses.map(({ table }) => table))];
  return tables.map((table) => {
    const own = uses.filter((use) => use.table === table);
    const longer = own.flatMap(({ facts }) => (facts.erase === "retain" && facts.retain ? [facts.retain] : []));
    return {
      what: table.name.replaceAll("_", " "),
      class: table.keep.cls,
      because: table.keep.because,
      of: subjects[own[0]!.subject],
      categories: [...new Set(own.map(({ facts }) => nameCategory(facts.category).says))].toSorted(),
      kept: describeKeep(table, policy),
      parameter: table.keep.until && "parameter" in table.keep.until ? table.keep.until.parameter : null,
      after_erasure: longer[0] ? `${longer[0].years} years: ${longer[0].basis}` : null,
    };
  });
}
