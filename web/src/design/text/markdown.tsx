import { memo, type ReactElement, type ReactNode } from "react";
import { type Components, Streamdown } from "streamdown";
import { HighlightedCode } from "./highlighted-code.tsx";
import "./markdown.css";

type Plain = { children?: ReactNode };
type CodeElement = ReactElement<{ className?: string; children?: ReactNode }>;

// Streamdown's own elements carry Tailwind classes; plain ones take the look of markdown.css.
// Headings start at h3, below the page's own.
const components = {
  p: ({ children }: Plain) => <p>{children}</p>,
  ul: ({ children }: Plain) => <ul>{children}</ul>,
  ol: ({ children }: Plain) => <ol>{children}</ol>,
  li: ({ children }: Plain) => <li>{children}</li>,
  h1: ({ children }: Plain) => <h3>{children}</h3>,
  h2: ({ children }: Plain) => <h4>{children}</h4>,
  h3: ({ children }: Plain) => <h5>{children}</h5>,
  h4: ({ children }: Plain) => <h6>{children}</h6>,
  blockquote: ({ children }: Plain) => <blockquote>{children}</blockquote>,
  strong: ({ children }: Plain) => <strong>{children}</strong>,
  em: ({ children }: Plain) => <em>{children}</em>,
  hr: () => <hr />,
  thead: ({ children }: Plain) => <thead>{children}</thead>,
  tbody: ({ children }: Plain) => <tbody>{children}</tbody>,
  tr: ({ children }: Plain) => <tr>{children}</tr>,
  th: ({ children }: Plain) => <th>{children}</th>,
  td: ({ children }: Plain) => <td>{children}</td>,
  table: ({ children }: Plain) => (
    <div className="markdown-table" tabIndex={0} role="group" aria-label="Table">
      <table>{children}</table>
    </div>
  ),
  a: ({ href, children }: { href?: string | undefined } & Plain) => <OutsideLink href={href}>{children}</OutsideLink>,
  // An image in an answer would tell its host who reads it, so it is offered as a link.
  img: ({ src, alt }: { src?: string; alt?: string }) => <OutsideLink href={src}>{alt || "Image"}</OutsideLink>,
  pre: ({ children }: Plain) => <Pre code={children as CodeElement} />,
  code: ({ children }: Plain) => <code>{children}</code>,
  inlineCode: ({ children }: Plain) => <code>{children}</code>,
} as Components;

function OutsideLink({ href, children }: { href: string | undefined; children?: ReactNode }) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  );
}

function Pre({ code }: { code: CodeElement }) {
  const language = /language-(\S+)/.exec(code.props.className ?? "")?.[1] ?? "";
  const { children } = code.props;
  return <HighlightedCode language={language} code={typeof children === "string" ? children.replace(/\n$/, "") : ""} />;
}

/** An answer in Markdown, also while it is being written. */
export const Markdown = memo(function Markdown({ text, isLive }: { text: string; isLive: boolean }) {
  return (
    <div className="markdown">
      <Streamdown components={components} isAnimating={isLive} controls={false} linkSafety={{ enabled: false }}>
        {text}
      </Streamdown>
    </div>
  );
});
