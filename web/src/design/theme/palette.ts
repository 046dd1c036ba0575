import type { MantineColorsTuple } from "@mantine/core";

// Evergreen: the colour of the mark. White text on shade 6 is 6.1:1.
export const brand: MantineColorsTuple = [
  "#eef6f2",
  "#d9ebe3",
  "#b3d7c8",
  "#86bfa9",
  "#56a288",
  "#2f866b",
  "#1a6f58",
  "#125746",
  "#0e4638",
  "#0a352b",
];

// Warm greys, like paper and ink. Shade 6 is the lightest that passes AA as text on white.
export const gray: MantineColorsTuple = [
  "#faf9f7",
  "#f5f3f0",
  "#edeae5",
  "#e2ded7",
  "#d0cbc2",
  "#9c958a",
  "#625c53",
  "#4a453e",
  "#33302b",
  "#1c1a17",
];

export const dark: MantineColorsTuple = [
  "#eae8e4",
  "#bdb9b2",
  "#9f9a92",
  "#6e6a63",
  "#363330",
  "#2a2826",
  "#201e1c",
  "#171615",
  "#100f0e",
  "#0a0909",
];

export const red: MantineColorsTuple = [
  "#fdf0ee",
  "#fbdfdb",
  "#f5bcb5",
  "#ee958b",
  "#e66f62",
  "#d54b3d",
  "#b9332a",
  "#9d2821",
  "#82201a",
  "#681914",
];

export const yellow: MantineColorsTuple = [
  "#fff8e6",
  "#fdefcc",
  "#f9dd9c",
  "#f4c968",
  "#f2b84b",
  "#e09d1c",
  "#c28207",
  "#9b6600",
  "#7d5200",
  "#634000",
];

export const teal: MantineColorsTuple = [
  "#e8f7ee",
  "#d6efe0",
  "#aeddc3",
  "#82caa3",
  "#5db988",
  "#42ac74",
  "#2f9a63",
  "#217c4e",
  "#17663f",
  "#0d5231",
];
