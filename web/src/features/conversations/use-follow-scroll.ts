import { useCallback, useEffect, useRef, useState } from "react";

const nearPx = 90;

const isAtEnd = () => innerHeight + scrollY > document.documentElement.scrollHeight - nearPx;
const goToEnd = () => scrollTo({ top: document.documentElement.scrollHeight });

/** Keeps the end in view while content grows, until the reader scrolls up. */
export function useFollowScroll() {
  const content = useRef<HTMLDivElement>(null);
  const isFollowing = useRef(true);
  const [isAway, setAway] = useState(false);

  useEffect(() => {
    const onScroll = () => {
      isFollowing.current = isAtEnd();
      setAway(!isFollowing.current);
    };
    addEventListener("scroll", onScroll, { passive: true });
    return () => removeEventListener("scroll", onScroll);
  }, []);

  useEffect(() => {
    if (!content.current) return;
    // Also fires when code is coloured or an error unfolds, which no message event tells.
    const observer = new ResizeObserver(() => isFollowing.current && goToEnd());
    observer.observe(content.current);
    return () => observer.disconnect();
  }, []);

  const follow = useCallback(() => {
    isFollowing.current = true;
    setAway(false);
    goToEnd();
  }, []);
  return { content, isAway, follow };
}
