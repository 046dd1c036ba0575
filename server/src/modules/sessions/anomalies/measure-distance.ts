import { countryPositions } from "./country-positions.ts";

const earthKm = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** The least that lies between two countries, in kilometres; 0 for neighbours, and where one is unknown. */
export function measureDistance(from: string, to: string): number {
  const [a, b] = [countryPositions.get(from), countryPositions.get(to)];
  if (!a || !b || from === to) return 0;
  const half = (first: number, second: number) => Math.sin(radians(second - first) / 2) ** 2;
  const chord =
    half(a.latitude, b.latitude) +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(a.longitude, b.longitude);
  return Math.max(0, 2 * earthKm * Math.asin(Math.sqrt(chord)) - a.reachKm - b.reachKm);
}
