import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Condition, CustomRole, DecisionRequest } from "../framework/request/authorize.ts";

export type GoldenDecision = { name: string; request: DecisionRequest; allow: boolean; rule?: string; audit: boolean };

type Line = Record<string, string>;

function readCsv(name: string): Line[] {
  const text = readFileSync(join(import.meta.dirname, "../../../policies/golden", name), "utf8");
  const [head = [], ...lines] = text
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return lines.map((cells, i) => {
    if (cells.length !== head.length) throw new Error(`${name}, line ${i + 2}: ${cells.length} cells`);
    return Object.fromEntries(head.map((column, at) => [column, cells[at]!]));
  });
}

/** The sheet of roles and permissions, as it is written down. */
export const goldenSheet = readCsv("roles.csv");

const usual = new Date("2026-03-02T10:00:00Z");
const scopesBesides = (permission: string) =>
  goldenSheet.map((line) => line["permission"]!).filter((p) => p !== permission);

function ask(principal: object, action: string, more: Partial<DecisionRequest> = {}): DecisionRequest {
  const context = { at: usual, isRead: false, country: undefined };
  return { principal: principal as DecisionRequest["principal"], action, resource: {}, context, ...more };
}

/** Every cell of the sheet, asked as a person, as keys with the scope and without, and as somebody suspended. */
function expandSheet(): GoldenDecision[] {
  return goldenSheet.flatMap(({ permission = "", keys, ...roles }) =>
    Object.entries(roles).flatMap(([role, cell]) => {
      const has = cell === "yes";
      const user = { kind: "user", id: "usr_1", sessionId: "", isOperator: false, role };
      const key = { kind: "api_key", id: "key_1", userId: "usr_1", role };
      const name = `${permission} for ${role}`;
      return [
        { name, request: ask(user, permission), allow: has },
        {
          name: `${name}, by a key with that scope`,
          request: ask({ ...key, scopes: [permission] }, permission),
          allow: has && keys === "yes",
        },
        {
          name: `${name}, by a key with every other scope`,
          request: ask({ ...key, scopes: scopesBesides(permission) }, permission),
          allow: false,
        },
        { name: `${name}, suspended`, request: ask({ ...user, isSuspended: true }, permission), allow: false },
      ].map((one) => ({ ...one, audit: false }));
    }),
  );
}

const words = (cell = "") => cell.split(" ").filter(Boolean);

function readCondition(text: string): Condition {
  const [before, after] = text.includes(": ") ? text.split(": ") : [undefined, text];
  const permissions = before === undefined ? {} : { permissions: words(before) };
  const [attribute, ...rest] = words(after);
  const hours = /^(\d+)-(\d+)$/.exec(rest[0] ?? "");
  if (attribute === "hour" && hours)
    return { ...permissions, attribute, from: Number(hours[1]), to: Number(hours[2]), time_zone: rest[1]! };
  if (attribute === "amount") return { ...permissions, attribute, at_most: Number(rest[2]) };
  if (rest[0] !== "in") throw new Error(`not a condition: ${text}`);
  return { ...permissions, attribute: attribute as "channel", in: rest.slice(1) };
}

function readCustomRole(text: string): CustomRole {
  const [, id, permissions, , conditions] = /^\s*(\w+): ([^[]+?)\s*(\[(.+)\])?$/.exec(text) ?? [];
  if (!id) throw new Error(`not a role: ${text}`);
  return { id, permissions: words(permissions), conditions: (conditions?.split(" & ") ?? []).map(readCondition) };
}

function readCase(line: Line): GoldenDecision {
  const { kind, role, custom, support, action = "", channel, campaign, amount, country, on, allow, rule } = line;
  const principal = {
    kind,
    id: "who_1",
    isOperator: line["operator"] === "yes",
    ...(kind === "api_key" || line["scopes"] ? { scopes: words(line["scopes"]) } : {}),
    role: role || undefined,
    customRoles: custom ? custom.split(";").map(readCustomRole) : [],
    ...(support ? { support: { id: "g1", areas: words(support) } } : {}),
    isSuspended: line["suspended"] === "yes",
  };
  const resource = {
    ...(channel ? { channel } : {}),
    ...(campaign ? { campaign } : {}),
    ...(amount ? { amount: Number(amount) } : {}),
    ...(country ? { country } : {}),
    ...(on ? { at: new Date(on) } : {}),
  };
  const at = line["at"] ? new Date(line["at"]) : usual;
  const context = { at, isRead: line["reads"] === "yes", country: line["from"] || undefined };
  return {
    name: JSON.stringify(line),
    request: ask(principal, action, { resource, context }),
    allow: allow !== "-",
    rule: rule!,
    audit: allow === "audit",
  };
}

/** The golden decision table: what any policy engine must answer. */
export const goldenDecisions: readonly GoldenDecision[] = [...expandSheet(), ...readCsv("cases.csv").map(readCase)];
