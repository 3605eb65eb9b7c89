import {
  mdiArrowLeft,
  mdiArrowRight,
  mdiArrowUp,
  mdiCheckCircle,
  mdiCircleOutline,
  mdiCloseCircle,
} from "@mdi/js";
import Box from "@mui/material/Box";
import Button from "@mui/material/Button";
import CircularProgress from "@mui/material/CircularProgress";
import Typography from "@mui/material/Typography";

import { Icon } from "@/components/icon";
import { text } from "@/text";

import type { Capture, Shot } from "./capture";
import { STEPS, type Step } from "./pose-steps";

interface StepTilesProps {
  readonly capture: Capture;
  readonly onRetake: (step: Step) => void;
  readonly onTwoPeople: (step: Step, studentId: number) => void;
}

/** The looks of a guided enrollment: what was taken, and what the server says of it. */
export function StepTiles({ capture, onRetake, onTwoPeople }: StepTilesProps) {
  return (
    <Box
      component="ol"
      aria-label={text.capture.stepsLabel}
      sx={{
        display: "grid",
        gridTemplateColumns: { xs: "minmax(0, 1fr)", sm: "1fr 1fr", md: "minmax(0, 1fr)" },
        gap: 1.25,
        margin: 0,
        padding: 0,
        listStyle: "none",
        alignContent: "start",
      }}
    >
      {STEPS.map((step) => (
        <Tile
          key={step}
          step={step}
          shot={capture.shots[step]}
          state={stateOf(capture, step)}
          onRetake={() => onRetake(step)}
          onTwoPeople={(studentId) => onTwoPeople(step, studentId)}
        />
      ))}
    </Box>
  );
}

type TileState = keyof typeof text.capture.stepState;

function stateOf({ shots, skipped, step: current }: Capture, step: Step): TileState {
  const status = shots[step]?.verdict.status;
  if (status !== undefined) return status;
  if (step === current) return "current";
  return skipped.has(step) ? "skipped" : "open";
}

interface TileProps {
  readonly step: Step;
  readonly shot: Shot | undefined;
  readonly state: TileState;
  readonly onRetake: () => void;
  readonly onTwoPeople: (studentId: number) => void;
}

function Tile({ step, shot, state, onRetake, onTwoPeople }: TileProps) {
  const name = text.capture.step[step];
  const verdict = shot?.verdict;
  const lookAlike = verdict?.status === "rejected" ? verdict.lookAlike : null;
  const canRetake = state === "good" || state === "rejected";
  return (
    <Box
      component="li"
      data-testid="step"
      data-step={step}
      data-state={state}
      aria-current={state === "current" ? "step" : undefined}
      sx={{ display: "flex", gap: 1.25, alignItems: "flex-start", minWidth: 0 }}
    >
      <Thumbnail step={step} shot={shot} isCurrent={state === "current"} />
      <Box sx={{ minWidth: 0 }}>
        <Box sx={{ display: "flex", alignItems: "center", gap: 0.5, fontWeight: 600 }}>
          <Mark state={state} />
          {name}
        </Box>
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.capture.stepState[state]}
        </Typography>
        {linesOf(shot).map((line) => (
          <Typography
            key={line}
            variant="body2"
            sx={{ color: "text.secondary", overflowWrap: "anywhere" }}
          >
            {line}
          </Typography>
        ))}
        {lookAlike !== null && (
          <Button size="small" onClick={() => onTwoPeople(lookAlike)}>
            {text.enrollment.twoPeople}
          </Button>
        )}
        {canRetake && (
          <Button
            size="small"
            aria-label={text.capture.retakeOf(name)}
            onClick={onRetake}
            sx={{ marginLeft: -0.75 }}
          >
            {text.capture.retake}
          </Button>
        )}
        {state === "skipped" && (
          <Button size="small" onClick={onRetake} sx={{ marginLeft: -0.75 }}>
            {text.capture.takeAfterAll}
          </Button>
        )}
      </Box>
    </Box>
  );
}

const ARROWS: Readonly<Record<Step, string>> = {
  front: mdiCircleOutline,
  left: mdiArrowLeft,
  right: mdiArrowRight,
  up: mdiArrowUp,
};

interface ThumbnailProps {
  readonly step: Step;
  readonly shot: Shot | undefined;
  readonly isCurrent: boolean;
}

function Thumbnail({ step, shot, isCurrent }: ThumbnailProps) {
  const side = { xs: 56, sm: 72 };
  const size = { width: side, height: side, flexShrink: 0, borderRadius: "10px" };
  if (shot !== undefined) {
    const isUnused = shot.verdict.status === "rejected";
    return (
      <Box
        component="img"
        src={shot.url}
        alt={text.capture.thumbnail(text.capture.step[step])}
        sx={{ ...size, objectFit: "cover", opacity: isUnused ? 0.55 : 1 }}
      />
    );
  }
  return (
    <Box
      sx={{
        ...size,
        display: "grid",
        placeItems: "center",
        border: "2px dashed",
        borderColor: isCurrent ? "primary.main" : "divider",
        color: isCurrent ? "primary.main" : "text.secondary",
      }}
    >
      <Icon path={ARROWS[step]} />
    </Box>
  );
}

function Mark({ state }: { readonly state: TileState }) {
  if (state === "checking" || state === "sending")
    return <CircularProgress size={16} aria-hidden />;
  if (state === "good" || state === "stored") {
    return <Icon path={mdiCheckCircle} fontSize="small" sx={{ color: "success.main" }} />;
  }
  if (state === "rejected") {
    return <Icon path={mdiCloseCircle} fontSize="small" sx={{ color: "error.main" }} />;
  }
  return null;
}

function linesOf(shot: Shot | undefined): readonly string[] {
  if (shot?.verdict.status === "rejected") return shot.verdict.reasons;
  return shot?.verdict.status === "stored" ? shot.verdict.warnings : [];
}
