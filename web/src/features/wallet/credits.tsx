import { use } from "react";
import { LocaleContext } from "../../design/locale.ts";
import { formatCredits } from "./format-credits.ts";

/** An amount in credits, to the micro-credit. */
export function Credits({ value }: { value: number }) {
  const { locale } = use(LocaleContext);
  return <span className="tabular">{formatCredits(value, locale)}</span>;
}
