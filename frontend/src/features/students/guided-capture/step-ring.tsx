import Box from "@mui/material/Box";

import { STEPS, type Step } from "./pose-steps";

interface StepRingProps {
  readonly done: ReadonlySet<Step>;
  readonly step: Step | null;
  /** 0..1, of the present step. */
  readonly progress: number;
  readonly isMirrored: boolean;
}

/** Where each look stands on the ring, in degrees clockwise from the top, as in a mirror. */
const MIDDLES: Readonly<Record<Step, number>> = { up: 0, right: 90, front: 180, left: 270 };
const SPAN_DEGREES = 78;

const [WIDTH, HEIGHT] = [400, 300];
const [X, Y, RX, RY] = [WIDTH / 2, HEIGHT / 2, 92, 122];

/** An oval for the face, with an arc for each look that fills while the look is held. */
export function StepRing({ done, step, progress, isMirrored }: StepRingProps) {
  return (
    <Box
      component="svg"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      aria-hidden
      sx={{ position: "absolute", inset: 0, width: "100%", height: "100%", pointerEvents: "none" }}
    >
      <path
        d={`M-400-400H800V700H-400Z ${oval(RX - 7, RY - 7)}`} // beyond the view box, to the edges
        fill="#0a0c10"
        fillOpacity={0.45}
        fillRule="evenodd"
      />
      {STEPS.map((one) => {
        const d = arc(MIDDLES[one] * (isMirrored ? 1 : -1));
        const filled = done.has(one) ? 1 : one === step ? progress : 0;
        return (
          <g key={one} fill="none" strokeWidth={7} strokeLinecap="round">
            <path d={d} stroke="#ffffff" strokeOpacity={one === step ? 0.65 : 0.28} />
            {filled > 0 && (
              <path
                d={d}
                pathLength={1}
                stroke={done.has(one) ? "#5fd39a" : "#a9b4ff"}
                strokeDasharray={`${filled} 2`}
                style={{ transition: "stroke-dasharray 300ms linear" }}
              />
            )}
          </g>
        );
      })}
    </Box>
  );
}

function arc(middle: number): string {
  const [x1, y1] = pointAt(middle - SPAN_DEGREES / 2);
  const [x2, y2] = pointAt(middle + SPAN_DEGREES / 2);
  return `M${x1} ${y1}A${RX} ${RY} 0 0 1 ${x2} ${y2}`;
}

function pointAt(degrees: number): readonly [string, string] {
  const angle = (degrees * Math.PI) / 180;
  return [(X + RX * Math.sin(angle)).toFixed(2), (Y - RY * Math.cos(angle)).toFixed(2)];
}

function oval(rx: number, ry: number): string {
  return `M${X} ${Y - ry}a${rx} ${ry} 0 1 0 0 ${2 * ry}a${rx} ${ry} 0 1 0 0 ${-2 * ry}Z`;
}
