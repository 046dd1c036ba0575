import { useState } from "react";
import { remember, remembered, storageKeys } from "../../local-storage.ts";

export const widthRange = { least: 200, usual: 228, most: 340, folded: 56 };

export interface SidebarWidth {
  widthPx: number;
  isFolded: boolean;
  resize: (widthPx: number) => void;
  toggle: () => void;
}

const clamp = (px: number) => Math.round(Math.min(Math.max(px, widthRange.least), widthRange.most));

/** How wide this browser likes the sidebar; folded it shows icons only. */
export function useSidebarWidth(): SidebarWidth {
  const [state, setState] = useState(readState);
  const keep = (next: typeof state) => {
    remember(storageKeys.sidebar, `${next.isFolded ? "-" : ""}${next.openPx}`);
    setState(next);
  };
  return {
    widthPx: state.isFolded ? widthRange.folded : state.openPx,
    isFolded: state.isFolded,
    resize: (px) => keep({ isFolded: false, openPx: clamp(px) }),
    toggle: () => keep({ ...state, isFolded: !state.isFolded }),
  };
}

/** One number is kept: the open width, negative while folded. */
function readState(): { isFolded: boolean; openPx: number } {
  const stored = Number(remembered(storageKeys.sidebar) ?? widthRange.usual);
  const px = Number.isFinite(stored) && stored !== 0 ? stored : widthRange.usual;
  return { isFolded: px < 0, openPx: clamp(Math.abs(px)) };
}
