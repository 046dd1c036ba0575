import { createStore } from "../../design/signal.ts";

/** Which overlay of the keyboard is open. The palette's code is loaded when it is first asked for. */
export const overlay = createStore<"none" | "palette" | "shortcuts">("none");

export const openPalette = () => overlay.set("palette");
export const openShortcuts = () => overlay.set("shortcuts");
export const closeOverlay = () => overlay.set("none");
