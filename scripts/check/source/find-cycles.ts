export type Graph = ReadonlyMap<string, readonly string[]>;

/** One shortest cycle for each group of nodes that reach each other, as `[a, b, a]`. */
export function findCycles(graph: Graph): string[][] {
  const explained = new Set<string>();
  const cycles: string[][] = [];
  for (const start of [...graph.keys()].toSorted()) {
    if (explained.has(start)) continue;
    const cycle = findShortestCycle(graph, start);
    if (!cycle) continue;
    cycles.push(cycle);
    for (const node of cycle) explained.add(node);
  }
  return cycles;
}

/** Breadth first from `start` back to itself. */
function findShortestCycle(graph: Graph, start: string): string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) return [...walkBack(cameFrom, node, start), start];
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, node);
      queue.push(next);
    }
  }
  return undefined;
}

function walkBack(cameFrom: Map<string, string>, end: string, start: string): string[] {
  const path = [end];
  while (path[0] !== start) path.unshift(cameFrom.get(path[0] ?? start) ?? start);
  return path;
}
