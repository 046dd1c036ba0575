import { use } from "react";
import { formatRelative } from "./format.ts";
import { LocaleContext } from "./locale.ts";

interface TimeProps {
  value: string;
  /** `relative` is for lists, `date` and `full` for what a person may need to quote. */
  show?: "relative" | "date" | "full";
}

/** A time in the reader's zone and language; the full time is always in its title. */
export function Time({ value, show = "relative" }: TimeProps) {
  const { locale, timeZone } = use(LocaleContext);
  const at = new Date(value);
  const full = at.toLocaleString(locale, { timeZone, dateStyle: "medium", timeStyle: "medium" });
  const date = at.toLocaleDateString(locale, { timeZone, dateStyle: "medium" });
  const text = show === "full" ? full : show === "date" ? date : formatRelative(value, Date.now(), locale);
  return (
    <time dateTime={value} title={`${full} (${timeZone})`} className="tabular">
      {text}
    </time>
  );
}
