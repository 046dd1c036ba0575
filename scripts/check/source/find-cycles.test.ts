import { expect, test } from "vitest";
import { findCycles } from "./find-cycles.ts";

const graphOf = (edges: string) => {
  const graph = new Map<string, string[]>();
  for (const [from = "", to = ""] of edges.split(" ").map((edge) => edge.split(">")))
    graph.set(from, [...(graph.get(from) ?? []), to]);
  return graph;
};

test.each([
  ["a>b b>c a>c", []],
  ["a>a", [["a", "a"]]],
  ["a>b b>a", [["a", "b", "a"]]],
  ["a>b b>c c>b", [["b", "c", "b"]]],
  [
    "a>b b>c c>d d>a b>a",
    [
      ["a", "b", "a"],
      ["c", "d", "a", "b", "c"],
    ],
  ],
  [
    "a>b b>a c>d d>c",
    [
      ["a", "b", "a"],
      ["c", "d", "c"],
    ],
  ],
])("in %s the cycles are %j", (edges, cycles) => {
  expect(findCycles(graphOf(edges))).toEqual(cycles);
});
