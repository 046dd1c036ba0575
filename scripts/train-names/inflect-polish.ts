/** A Polish name in the cases other than the nominative, by the commonest rules. */
export function inflectPolish(name: string): string[] {
  const stem = (cut: number): string => name.slice(0, name.length - cut);
  if (/(?:ski|cki|dzki)$/.test(name)) return [...["ego", "emu"].map((end) => name + end), `${name}m`];
  if (/(?:ska|cka|dzka)$/.test(name))
    return [`${stem(1)}iej`, `${stem(1)}ą`].map((form) => form.replace("kiiej", "kiej"));
  if (name.endsWith("ek")) return ["ka", "kowi", "kiem", "ku"].map((end) => stem(2) + end);
  if (name.endsWith("ia")) return ["i", "ię", "ią"].map((end) => stem(2) + end);
  if (name.endsWith("ka")) return [`${stem(2)}ki`, `${stem(2)}ce`, `${stem(1)}ę`, `${stem(1)}ą`];
  if (name.endsWith("ga")) return [`${stem(1)}i`, `${stem(2)}dze`, `${stem(1)}ę`, `${stem(1)}ą`];
  if (/[td]a$/.test(name))
    return [`${stem(1)}y`, `${stem(2)}${name.at(-2) === "t" ? "cie" : "dzie"}`, `${stem(1)}ę`, `${stem(1)}ą`];
  if (name.endsWith("ra")) return [`${stem(1)}y`, `${stem(2)}rze`, `${stem(1)}ę`, `${stem(1)}ą`];
  if (name.endsWith("a")) return [`${stem(1)}y`, `${stem(1)}ie`, `${stem(1)}ę`, `${stem(1)}ą`];
  if (/[aeiouyąęó]$/.test(name)) return [];
  if (/[kg]$/.test(name)) return ["a", "owi", "iem", "u"].map((end) => name + end);
  if (name.endsWith("eł")) return ["ła", "łowi", "łem", "le"].map((end) => stem(2) + end);
  return ["a", "owi", "em", "ie"].map((end) => name + end);
}
