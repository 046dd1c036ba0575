import { useMemo } from "react";
import { encode } from "uqr";

/** Always dark on light, with a margin of its own: a camera reads nothing else in every theme. */
export function QrCode({ value, label }: { value: string; label: string }) {
  const { size, path } = useMemo(() => draw(value), [value]);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${size} ${size}`}
      width={208}
      height={208}
      shapeRendering="crispEdges"
    >
      <rect width={size} height={size} fill="#ffffff" rx={1} />
      <path d={path} fill="#000000" />
    </svg>
  );
}

function draw(value: string): { size: number; path: string } {
  const { data, size } = encode(value, { border: 3, ecc: "M" });
  const cells = data.flatMap((row, y) => row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size, path: cells.join("") };
}
