import type { SecurityEventKind, Severity } from "../../security-events/public.ts";

/** Wrong tries at an account since somebody last got in, the latest among them; networks are those of the last hour. */
export type WrongTries = { tries: number; networks: number; isNewNetwork: boolean };
export type Finding = { kind: SecurityEventKind; severity: Severity; facts: Record<string, string | number> };

const failuresAt = new Set([8, 32, 128, 512]);
const networksAt = new Set([5, 20, 80, 320]);
const alarmingNetworks = 20;

/** What the latest wrong try makes of those before it. Each number comes once, so each is told once. */
export function judgeFailures({ tries, networks, isNewNetwork }: WrongTries): Finding[] {
  const findings: Finding[] = [];
  if (failuresAt.has(tries))
    findings.push({ kind: "sign_in.many_failures", severity: "warning", facts: { wrong_tries: tries } });
  if (isNewNetwork && networksAt.has(networks)) {
    const severity = networks >= alarmingNetworks ? "critical" : "warning";
    findings.push({ kind: "sign_in.many_networks", severity, facts: { networks } });
  }
  return findings;
}
