import { encode } from "uqr";

interface QrCodeProps {
  readonly value: string;
  readonly label: string;
  /** Pixels. */
  readonly size?: number;
}

/** Four light modules on every side: the standard asks for them, and scanners rely on it. */
const QUIET_ZONE = 4;

/** Dark on light in both colour schemes, as many scanners read nothing else. */
export function QrCode({ value, label, size = 176 }: QrCodeProps) {
  const { data, size: modules } = encode(value, { ecc: "M", border: QUIET_ZONE });
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${modules} ${modules}`}
      width={size}
      height={size}
      shapeRendering="crispEdges"
      style={{ display: "block", borderRadius: 8, backgroundColor: "#fff" }}
    >
      <path fill="#000" d={darkModules(data)} />
    </svg>
  );
}

function darkModules(rows: readonly (readonly boolean[])[]): string {
  return rows
    .flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x} ${y}h1v1h-1z` : "")))
    .join("");
}
