import { hourMs } from "../../../framework/clock.ts";
import type { Finding } from "./judge-failures.ts";
import { measureDistance } from "./measure-distance.ts";

/** Somebody got in: in which country. */
export type SignIn = { at: Date; country: string | null };

/** Faster than any airliner, waiting times left out. */
const kmPerHourMax = 1000;
/** Below this, registries and mobile networks are wrong too often. */
const distanceKmMin = 500;

/** What is strange about the place of the latest sign-in, given the earlier ones of the time that is looked at. */
export function judgePlace(latest: SignIn, earlier: readonly SignIn[]): Finding[] {
  const { country } = latest;
  const placed = earlier.filter((one) => one.country !== null);
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
