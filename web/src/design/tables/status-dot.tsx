import "./status-dot.css";

export type Tone = "good" | "warn" | "bad" | "off";

/** A state in words with a dot; the words carry the meaning, the colour only helps. */
export function StatusDot({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className="status" data-tone={tone}>
      {children}
    </span>
  );
}
