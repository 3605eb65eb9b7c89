const PERCENT = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 0 });
const WHOLE = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const ONE_DIGIT = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 1,
  maximumFractionDigits: 1,
});
const TWO_DIGITS = new Intl.NumberFormat(undefined, {
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});

/** 0.724 as "72%", in the viewer's language. */
export function percent(fraction: number): string {
  return PERCENT.format(fraction);
}

/** 402118 as "402,118", in the viewer's language. */
export const whole = (value: number): string => WHOLE.format(value);
export const oneDigit = (value: number): string => ONE_DIGIT.format(value);
export const twoDigits = (value: number): string => TWO_DIGITS.format(value);

const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** 44310528 as "44.3 MB": units of a thousand, as disks are sold. */
export function fileSize(bytes: number): string {
  const step = bytes < 1 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return new Intl.NumberFormat(undefined, {
    style: "unit",
    unit: UNITS[step] ?? "byte",
    unitDisplay: step === 0 ? "long" : "short",
    maximumSignificantDigits: 3,
  }).format(bytes / 1000 ** step);
}
