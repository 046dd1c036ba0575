import { useHotkeys } from "@mantine/hooks";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useRef } from "react";
import { useStore } from "../../design/signal.ts";
import { useTheme } from "../../features/users/use-theme.ts";
import { places } from "../places.ts";
import { closeOverlay, openPalette, openShortcuts, overlay } from "./overlay.ts";

const Palette = lazy(async () => ({ default: (await import("./palette.tsx")).Palette }));
const Shortcuts = lazy(async () => ({ default: (await import("./shortcuts.tsx")).Shortcuts }));

const chordMs = 1_200;

/** Everything that works from the keyboard anywhere in the app. */
export function Commands({ onToggleSidebar }: { onToggleSidebar: () => void }) {
  const open = useStore(overlay);
  const navigate = useNavigate();
  const { flip } = useTheme();
  const goPressedAt = useRef(0);
  const afterGo = (go: () => void) => () => {
    if (Date.now() - goPressedAt.current < chordMs) go();
    goPressedAt.current = 0;
  };
  useHotkeys([["mod+K", openPalette]], []);
  useHotkeys([
    ["/", openPalette],
    ["shift+?", openShortcuts],
    ["mod+B", onToggleSidebar],
    ["mod+J", flip],
    ["mod+shift+O", () => void navigate({ to: "/conversations" })],
    ["g", () => (goPressedAt.current = Date.now())],
    ["s", afterGo(() => void navigate({ to: "/settings/profile" }))],
    ...places.map(({ to, key }): [string, () => void] => [key, afterGo(() => void navigate({ to }))]),
  ]);
  return (
    <Suspense>
      {open === "palette" && <Palette onClose={closeOverlay} />}
      {open === "shortcuts" && <Shortcuts onClose={closeOverlay} />}
    </Suspense>
  );
}
