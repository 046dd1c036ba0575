import type { Parameter, PolicyRange, PolicyValue } from "./queries.ts";

/** A value as a person says it: `30 days`, `allow list`, `nobody`. */
export function describeValue({ unit }: Pick<Parameter, "unit">, value: PolicyValue): string {
  if (value === "any") return "any";
  if (Array.isArray(value)) return value.length === 0 ? "none" : value.join(", ");
  if (typeof value === "number") return [value, unit].filter(Boolean).join(" ");
  return value.replaceAll("_", " ");
}

/** A range as a person says it: `30 to 90 days`, `block or redact`. */
export function describeRange(parameter: Pick<Parameter, "unit">, range: PolicyRange): string {
  if ("min" in range) {
    const { min, max } = range;
    return min === max ? `only ${describeValue(parameter, min)}` : `${min} to ${describeValue(parameter, max)}`;
  }
  if ("options" in range) return range.options.map((option) => option.replaceAll("_", " ")).join(" or ");
  return range.within === "any" ? "anything" : `within ${range.within.join(", ") || "nothing"}`;
}

const groups: [title: string, prefix: string[]][] = [
  ["Where AI runs", ["ai.", "residency"]],
  ["What may leave", ["redaction.", "webhooks.", "egress.", "message."]],
  ["How long things are kept", ["retention.", "backup.", "erase.", "export."]],
  ["Ages", ["age."]],
  ["Requests and notice", ["dsar.", "enquiry.", "breach.", "notice.", "rights.", "marketing.", "cookies."]],
  ["Security", ["auth.", "tls.", "crypto.", "authz."]],
];

/** Parameters under headings, in the order of the catalogue; none is lost. */
export function groupParameters<P extends { name: string }>(all: readonly P[]): { title: string; parameters: P[] }[] {
  const titleOf = ({ name }: P) =>
    groups.find(([, prefixes]) => prefixes.some((prefix) => name.startsWith(prefix)))?.[0] ?? "Other";
  const titles = [...groups.map(([title]) => title), "Other"];
  return titles
    .map((title) => ({ title, parameters: all.filter((parameter) => titleOf(parameter) === title) }))
    .filter(({ parameters }) => parameters.length > 0);
}
