import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { type SidebarWidth, widthRange } from "./use-sidebar-width.ts";

const stepPx = 8;

export function ResizeHandle({ sidebar }: { sidebar: SidebarWidth }) {
  const [isDragged, setDragged] = useState(false);
  const start = (event: PointerEvent<HTMLDivElement>) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged(true);
  };
  const nudge = (event: KeyboardEvent) => {
    if (event.key === "ArrowLeft") sidebar.resize(sidebar.widthPx - stepPx);
    if (event.key === "ArrowRight") sidebar.resize(sidebar.widthPx + stepPx);
  };
  return (
    <div
      className="sidebar-handle"
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Resize sidebar"
      aria-valuenow={sidebar.widthPx}
      aria-valuemin={widthRange.least}
      aria-valuemax={widthRange.most}
      onPointerDown={start}
      onPointerMove={(event) => isDragged && sidebar.resize(event.clientX)}
      onPointerUp={() => setDragged(false)}
      onDoubleClick={() => sidebar.resize(widthRange.usual)}
      onKeyDown={nudge}
    />
  );
}
