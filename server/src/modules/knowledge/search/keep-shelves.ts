import { port } from "../../../framework/ports.ts";
import { openShelf, type Shelf } from "./open-shelf.ts";

/** The shelves this process has in memory, by what they are of; what nobody asks for leaves. */
export type Shelves = {
  /** One at a time for each: what is read for one search is there for the next. */
  use<T>(id: string, work: (shelf: Shelf) => Promise<T>): Promise<T>;
};

export const shelvesPort = port<Shelves>("knowledge.shelves");

const bytesUsual = 768 * 1024 * 1024;
const idleMs = 5 * 60_000;

export function keepShelves({ idleAfterMs = idleMs, bytesMax = bytesUsual } = {}): Shelves {
  const kept = new Map<string, { shelf: Shelf; turn: Promise<unknown>; usedAt: number }>();

  const sweep = () => {
    const leastRecent = [...kept].toSorted(([, a], [, b]) => a.usedAt - b.usedAt);
    let bytes = leastRecent.reduce((sum, [, { shelf }]) => sum + shelf.bytes(), 0);
    for (const [id, { shelf, usedAt }] of leastRecent) {
      if (bytes <= bytesMax && performance.now() - usedAt < idleAfterMs) continue;
      bytes -= shelf.bytes();
      kept.delete(id);
    }
  };
  /** After each use: what many fill at once does not wait for the next round. Least recently used goes first. */
  const sweepLarge = () => {
    const bytes = Array.from(kept.values(), ({ shelf }) => shelf.bytes()).reduce((sum, one) => sum + one, 0);
    if (bytes > bytesMax) sweep();
  };
  setInterval(sweep, Math.min(idleAfterMs, 30_000)).unref();

  return {
    use(id, work) {
      const known = kept.get(id) ?? { shelf: openShelf(), turn: Promise.resolve(), usedAt: 0 };
      kept.set(id, known);
      const mine = known.turn.then(() => work(known.shelf)).finally(sweepLarge);
      known.usedAt = performance.now();
      known.turn = mine.catch(() => undefined); // whoever asked is told; the next begins all the same
      return mine;
    },
  };
}
