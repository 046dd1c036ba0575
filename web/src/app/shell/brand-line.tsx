import { BrandMark, Wordmark } from "../../design/theme/brand.tsx";

/** Whose house this is, quietly, above the person's own row. */
export function BrandLine({ isFolded }: { isFolded: boolean }) {
  return <div className="sidebar-brand">{isFolded ? <BrandMark size={20} /> : <Wordmark size={20} />}</div>;
}
