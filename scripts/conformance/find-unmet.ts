import notYet from "../../promises/not-yet.json" with { type: "json" };
import { regimes } from "../../server/src/privacy/promises/regimes.ts";
import { canonicalPromises, statements } from "../../server/src/privacy/promises/catalogue.ts";
import type { Report } from "../../server/src/privacy/reports/report.ts";

const allowed = new Set(Object.keys(notYet));

/** What of a report does not conform: statements that are not kept, attested or off for a reason; sentences a law asks for. */
export function findUnmet(report: Report): string[] {
  return [...findUnmetStatements(report), ...findUnmetLaws(report)];
}

function findUnmetStatements({ statements: told }: Report): string[] {
  return [...statements].flatMap(([id, { canonical, needs }]) => {
    const state = told[id]?.state;
    if (state === "kept" || state === "attested") return [];
    const lacks = needs ?? canonicalPromises.get(canonical)?.needs ?? "";
    if (state === "off" && allowed.has(lacks)) return [];
    return [`${id} is ${state ?? "missing"}: ${told[id]?.because ?? canonical}`];
  });
}

function findUnmetLaws({ promises }: Report): string[] {
  return Object.values(regimes).flatMap(({ says, requires }) =>
    requires.flatMap((name) => {
      const state = promises[name]?.state;
      const lacks = canonicalPromises.get(name)?.needs ?? "";
      return state === "kept" || (state === "off" && allowed.has(lacks))
        ? []
        : [`${says} asks for ${name}, which is ${state ?? "missing"}`];
    }),
  );
}
