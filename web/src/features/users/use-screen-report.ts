import { useRouterState } from "@tanstack/react-router";
import { useEffect } from "react";
import { api } from "../../api.ts";

const sizeOf = (width: number) => (width < 768 ? "small" : width < 1280 ? "medium" : "large");

/** The host alone, and only where it is another than ours. */
function readReferrerHost(): string | undefined {
  if (!URL.canParse(document.referrer)) return undefined;
  const { hostname } = new URL(document.referrer);
  return hostname === location.hostname ? undefined : hostname;
}

let isFirst = true;

/** Tells the template of the screen someone looks at, where their account agrees to it; without, nothing is sent. */
export function useScreenReport(isAgreed: boolean): void {
  const template = useRouterState({ select: ({ matches }) => matches.at(-1)?.fullPath });
  useEffect(() => {
    if (!isAgreed || !template) return;
    const referrer_host = isFirst ? readReferrerHost() : undefined;
    isFirst = false;
    const screen = template.replace(/(.)\/$/, "$1");
    const body = { screen, size: sizeOf(innerWidth), ...(referrer_host && { referrer_host }) } as const;
    void api.POST("/me/screens", { body }).catch(() => undefined); // nobody waits for it
  }, [isAgreed, template]);
}
