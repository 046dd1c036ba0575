import { useComputedColorScheme } from "@mantine/core";
import { memo, useEffect, useState } from "react";
import { CodeBlock } from "./code-block.tsx";
import { highlight, type Token } from "./highlight.ts";

// While code streams in, colouring each state of it would be wasted work.
const restMs = 80;

export const HighlightedCode = memo(function HighlightedCode({ code, language }: { code: string; language: string }) {
  const scheme = useComputedColorScheme("light");
  const lines = useTokens(code, language);
  if (!lines) return <CodeBlock code={code} language={language} />;
  return (
    <CodeBlock code={code} language={language}>
      {lines.map((line, row) => (
        <span key={row}>
          {line.map((token, column) => (
            <span key={column} style={{ color: token[scheme] }}>
              {token.content}
            </span>
          ))}
          {"\n"}
        </span>
      ))}
    </CodeBlock>
  );
});

function useTokens(code: string, language: string): Token[][] | undefined {
  const [done, setDone] = useState<{ code: string; lines: Token[][] | undefined }>();
  useEffect(() => {
    let isCurrent = true;
    const colour = async () => {
      const lines = await highlight(code, language);
      if (isCurrent) setDone({ code, lines });
    };
    const timer = setTimeout(() => void colour(), restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [code, language]);
  return done?.code === code ? done.lines : undefined;
}
