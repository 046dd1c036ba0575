import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import type { ReactNode } from "react";
import "./code-block.css";

/** Code with its language and a copy button; `children` may be the same code in colour. */
export function CodeBlock({ code, language, children }: { code: string; language: string; children?: ReactNode }) {
  return (
    <div className="code-block">
      <div className="code-block-head">
        <span>{language || "text"}</span>
        <CopyButton value={code}>
          {({ copied, copy }) => (
            <Button
              size="compact-xs"
              variant="subtle"
              color="gray"
              onClick={copy}
              leftSection={copied ? <IconCheck size={13} /> : <IconCopy size={13} />}
            >
              {copied ? "Copied" : "Copy"}
            </Button>
          )}
        </CopyButton>
      </div>
      <pre tabIndex={0} role="group" aria-label={`Code, ${language || "text"}`}>
        <code>{children ?? code}</code>
      </pre>
    </div>
  );
}
