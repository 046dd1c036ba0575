import { hourMs } from "../../../framework/clock.ts";
import type { SecurityEventKind, Severity } from "../../security-events/public.ts";
import { measureDistance } from "./measure-distance.ts";

/** One try at an account: from which network (a keyed hash), in which country, whether it got in. */
export type SignInTry = { at: Date; network: string; wasRight: boolean; country: string | null };
export type Finding = { kind: SecurityEventKind; severity: Severity; facts: Record<string, string | number> };

/** Faster than any airliner, waiting times left out. */
const kmPerHourMax = 1000;
/** Below this, registries and mobile networks are wrong too often. */
const distanceKmMin = 500;
const failuresAt = new Set([8, 32, 128, 512]);
const networksAt = new Set([5, 20, 80, 320]);
const alarmingNetworks = 20;

/** What is strange about the latest try at an account, given the earlier ones of the time that is looked at. */
export function judgeSignIn(latest: SignInTry, earlier: readonly SignInTry[]): Finding[] {
  return latest.wasRight ? judgePlace(latest, earlier) : judgeFailures(latest, earlier);
}

function judgePlace(latest: SignInTry, earlier: readonly SignInTry[]): Finding[] {
  const { country } = latest;
  const placed = earlier.filter((one) => one.wasRight && one.country !== null);
  const previous = placed.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
  if (country === null || !previous?.country) return []; // nothing to compare with
  const isKnown = placed.some((one) => one.country === country);
  const facts = { country, previous_country: previous.country };
  const hours = (latest.at.getTime() - previous.at.getTime()) / hourMs;
  const distanceKm = measureDistance(previous.country, country);
  if (distanceKm >= distanceKmMin && distanceKm > hours * kmPerHourMax) {
    // Between two countries that are both usual for this account, it is a VPN more often than a thief.
    const severity = isKnown ? "info" : "critical";
    const minutes = Math.round(hours * 60);
    return [{ kind: "sign_in.impossible_travel", severity, facts: { ...facts, minutes_between: minutes } }];
  }
  return isKnown ? [] : [{ kind: "sign_in.new_country", severity: "warning", facts }];
}

function judgeFailures(latest: SignInTry, earlier: readonly SignInTry[]): Finding[] {
  const lastRight = Math.max(0, ...earlier.filter(({ wasRight }) => wasRight).map(({ at }) => at.getTime()));
  const failed = earlier.filter(({ wasRight, at }) => !wasRight && at.getTime() >= lastRight);
  const recent = failed.filter(({ at }) => at.getTime() > latest.at.getTime() - hourMs);
  const networks = new Set(recent.map(({ network }) => network));
  const isNewNetwork = !networks.has(latest.network);
  const findings: Finding[] = [];
  if (failuresAt.has(failed.length + 1))
    findings.push({ kind: "sign_in.many_failures", severity: "warning", facts: { wrong_tries: failed.length + 1 } });
  if (isNewNetwork && networksAt.has(networks.size + 1)) {
    const severity = networks.size + 1 >= alarmingNetworks ? "critical" : "warning";
    findings.push({ kind: "sign_in.many_networks", severity, facts: { networks: networks.size + 1 } });
  }
  return findings;
}
