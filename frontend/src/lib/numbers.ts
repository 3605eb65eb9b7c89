const PERCENT = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });

/** 0.724 as "72%", in the viewer's language. */
export function percent(fraction: number): string {
  return PERCENT.format(fraction);
}
