import { port } from "../../../framework/ports.ts";
import { openShelf, type Shelf } from "./open-shelf.ts";

/** The shelves this process has in memory, by what they are of; what nobody asks for leaves. */
export type Shelves = {
  /** One at a time for each: what is read for one search is there for the next. */
  use<T>(id: string, work: (shelf: Shelf) => Promise<T>): Promise<T>;
};

export const shelvesPort = port<Shelves>("knowledge.shelves");

const bytesMax = 768 * 1024 * 1024;
const idleMs = 5 * 60_000;

export function keepShelves({ idleAfterMs = idleMs }: { idleAfterMs?: number } = {}): Shelves {
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
  setInterval(sweep, Math.min(idleAfterMs, 30_000)).unref();

  return {
    use(id, work) {
      const known = kept.get(id) ?? { shelf: openShelf(), turn: Promise.resolve(), usedAt: 0 };
      kept.set(id, known);
      const mine = known.turn.then(() => work(known.shelf));
      known.usedAt = performance.now();
      known.turn = mine.catch(() => undefined); // whoever asked is told; the next begins all the same
      return mine;
    },
  };
}
