/** Where a passage stands, in words. */
export const passagePlace = ({ page, heading }: { page: number | null; heading: string | null }): string =>
  [page === null ? "" : `Page ${page}`, heading ?? ""].filter(Boolean).join(" · ");
