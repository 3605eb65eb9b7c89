import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import Typography from "@mui/material/Typography";

import { EmotionLegend } from "@/components/emotion-shares";
import { FEWEST_PRESENT } from "@/lib/class-now/attention";
import { MOOD_MS, type ClassNow } from "@/lib/class-now/class-now";
import { useClock } from "@/lib/class-now/clock";
import { isAway } from "@/lib/class-now/roster";
import {
  meanShares,
  STEP_MS,
  stepsSince,
  strongest,
  type Shares,
  type Step,
} from "@/lib/class-now/step-series";
import { emotionStyle } from "@/lib/emotions";
import { percent } from "@/lib/numbers";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { AttentionLine } from "./attention-line";
import { emotionParts } from "./emotion-colours";
import { StackedArea } from "./stacked-area";

const WIDTH = 600;
const HEIGHT = 100;
/** What stands for "now": short enough to follow, long enough to be calm. */
const NOW_MS = STEP_MS;

interface ClassMoodProps {
  readonly classNow: ClassNow;
  /** The emotions that are shown, from the bottom of the chart to its top. */
  readonly labels: readonly string[];
  /** Of the chart, in CSS; it grows beyond that where its place is higher. */
  readonly chartHeight?: string;
}

/** How those who are here look, all together, now and in the last minutes; names nobody. */
export function ClassMood({ classNow, labels, chartHeight = "84px" }: ClassMoodProps) {
  const mood = useStore(classNow.mood);
  const attention = useStore(classNow.attention);
  const roster = useStore(classNow.roster);
  const nowMs = useClock();
  const present = [...roster.entries.values()].filter((entry) => !isAway(entry, nowMs)).length;
  const steps = stepsSince(mood, nowMs - MOOD_MS);
  const shares = meanShares(stepsSince(mood, nowMs - NOW_MS));
  return (
    <Card
      component="section"
      aria-labelledby="mood-title"
      data-testid="class-mood"
      sx={{ padding: 2, flex: "1 0 auto", display: "flex", flexDirection: "column" }}
    >
      <Box sx={{ display: "flex", alignItems: "baseline", gap: 1 }}>
        <Typography variant="h2" id="mood-title" sx={{ flex: 1 }}>
          {text.mood.title}
        </Typography>
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {present === 0 ? text.mood.nobody : text.mood.from(present)}
        </Typography>
      </Box>
      <AttentionLine attention={present < FEWEST_PRESENT ? null : attention} present={present} />
      <MoodChart steps={steps} labels={labels} nowMs={nowMs} shares={shares} height={chartHeight} />
      <EmotionLegend labels={labels} shares={shares} />
    </Card>
  );
}

interface MoodChartProps {
  readonly steps: readonly Step[];
  readonly labels: readonly string[];
  readonly nowMs: number;
  /** Of now. */
  readonly shares: Shares;
  readonly height: string;
}

function MoodChart({ steps, labels, nowMs, shares, height }: MoodChartProps) {
  return (
    <Box
      role="img"
      aria-label={summary(steps, shares)}
      sx={[
        emotionParts,
        { marginBlock: 1, flex: 1, display: "flex", flexDirection: "column", minHeight: 0 },
      ]}
    >
      <Box
        sx={{
          flex: "1 0 auto",
          position: "relative",
          minHeight: height,
          display: "grid",
          alignItems: "center",
          borderRadius: 1,
          overflow: "hidden",
          backgroundColor: "action.hover",
        }}
      >
        {steps.length === 0 ? (
          <Typography variant="body2" sx={{ textAlign: "center", color: "text.secondary" }}>
            {text.mood.empty}
          </Typography>
        ) : (
          <Box sx={{ position: "absolute", inset: 0 }}>
            <StackedArea
              steps={steps}
              labels={labels}
              startMs={nowMs - MOOD_MS}
              endMs={nowMs}
              width={WIDTH}
              height={HEIGHT}
            />
          </Box>
        )}
      </Box>
      <Box
        sx={{
          display: "flex",
          justifyContent: "space-between",
          marginTop: 0.25,
          color: "text.secondary",
          fontSize: "0.75rem",
        }}
      >
        <span>{text.mood.start}</span>
        <span>{text.mood.end}</span>
      </Box>
    </Box>
  );
}

/** The chart in words: what was strongest over all of it, and what is now. */
function summary(steps: readonly Step[], shares: Shares): string {
  if (steps.length === 0) return text.mood.chartEmpty;
  const now = named(shares);
  return text.mood.chart(named(meanShares(steps)), now === "" ? text.mood.chartNobody : now);
}

function named(shares: Shares): string {
  return strongest(shares, 2)
    .map((label) => text.mood.share(emotionStyle(label).name, percent(shares[label] ?? 0)))
    .join(", ");
}
