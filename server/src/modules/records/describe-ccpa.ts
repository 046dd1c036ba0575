import type { Policy } from "../../egress/public.ts";
import { purposes } from "../../privacy/public.ts";
import { type CcpaCategory, nameCategory, ccpaCategories } from "./name-category.ts";
import { describeKeep } from "./describe-keep.ts";
import type { Use } from "./list-uses.ts";

/** Every category that California's law names: whether it is collected, what for, how long; sold and shared is none. */
export function describeCcpa(uses: readonly Use[], policy: Policy) {
  return (Object.keys(ccpaCategories) as CcpaCategory[]).map((category) => {
    const own = uses.filter(({ facts }) => nameCategory(facts.category).ccpa === category);
    const names = [...new Set(own.flatMap(({ facts }) => facts.purposes))].toSorted();
    return {
      category,
      says: ccpaCategories[category],
      is_collected: own.length > 0,
      examples: [...new Set(own.map(({ facts }) => nameCategory(facts.category).says))].toSorted(),
      purposes: names.map((name) => purposes.get(name)?.says ?? name),
      kept: [...new Set(own.map(({ table }) => describeKeep(table, policy)))].toSorted(),
      is_sold: false as const,
      is_shared: false as const,
    };
  });
}
