import { Badge } from "@mantine/core";
import { type Level, levelColors, levelWords } from "./words.ts";

export function LevelBadge({ level }: { level: Level }) {
  return <Badge color={levelColors[level]}>{levelWords[level]}</Badge>;
}
