import type { KeptPromise } from "../../framework/promise.ts";
import { regimes } from "./regimes.ts";
import { canonicalPromises, capabilities, duties, statements } from "./catalogue.ts";

/** What is wrong with the catalogue of promises and what binds them: unmapped, unbound, bound twice, attested in vain. */
export function findBindingProblems(
  kept: readonly KeptPromise[],
  capable: ReadonlySet<string>,
  catalogue = { canonicalPromises, capabilities, duties, statements },
): string[] {
  const bound = kept.map(({ promise }) => promise);
  return [
    ...bound.filter((name) => !catalogue.canonicalPromises.has(name)).map((name) => `${name} is bound, and unknown`),
    ...bound.filter((name, at) => bound.indexOf(name) !== at).map((name) => `${name} is bound twice`),
    ...findCanonicalProblems(new Set(bound), capable, catalogue),
    ...findStatementProblems(catalogue),
    ...Object.values(regimes).flatMap(({ says, requires }) =>
      requires
        .filter((name) => !catalogue.canonicalPromises.has(name))
        .map((name) => `${says} asks for ${name}, which is no promise`),
    ),
  ];
}

type Catalogue = {
  canonicalPromises: typeof canonicalPromises;
  capabilities: typeof capabilities;
  duties: typeof duties;
  statements: typeof statements;
};

function findCanonicalProblems(bound: ReadonlySet<string>, capable: ReadonlySet<string>, of: Catalogue): string[] {
  return [...of.canonicalPromises].flatMap(([name, { needs }]) => {
    if (needs && !of.capabilities.has(needs)) return [`${name} needs ${needs}, which is no capability`];
    return needs && !capable.has(needs) && bound.has(name) ? [`${name} is bound, and ${needs} is not here`] : [];
  });
}

function findStatementProblems({ statements: all, ...of }: Catalogue): string[] {
  const used = new Set([...all.values()].map(({ canonical }) => canonical));
  const duty = new Set([...all.values()].flatMap((one) => one.duty ?? []));
  return [
    ...[...all].flatMap(([id, one]) => [
      ...(of.canonicalPromises.has(one.canonical) ? [] : [`${id} maps to ${one.canonical}, which is no promise`]),
      ...(one.needs && !of.capabilities.has(one.needs) ? [`${id} needs ${one.needs}, which is no capability`] : []),
      ...(one.duty && !of.duties.has(one.duty) ? [`${id} is a duty that is not reviewed: ${one.duty}`] : []),
    ]),
    ...[...of.canonicalPromises.keys()].filter((name) => !used.has(name)).map((name) => `no statement maps to ${name}`),
    ...[...of.duties.keys()].filter((name) => !duty.has(name)).map((name) => `no statement is the duty ${name}`),
    ...[...of.duties.keys()].filter((name) => of.canonicalPromises.has(name)).map((name) => `${name} can be proven`),
  ];
}
