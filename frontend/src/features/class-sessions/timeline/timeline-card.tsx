import { mdiChartBar, mdiChartBarStacked, mdiTable } from "@mdi/js";
import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { EmotionSetChoice } from "@/components/emotion-set-choice";
import { EmotionShares } from "@/components/emotion-shares";
import { EmptyState } from "@/components/empty-state";
import { Icon } from "@/components/icon";
import { QueryCard } from "@/components/query-card";
import { timelineQuery } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import { emotionStyle } from "@/lib/emotions";
import type { EmotionSet } from "@/lib/protocol.gen";
import { useNow } from "@/lib/use-now";
import { text } from "@/text";

import { lengthMsOf } from "@/features/class-sessions/class-length";
import { meanShares, mostSeen, strongest, timelineBucket } from "./steps";
import { TimelineFigure } from "./timeline-figure";
import { TimelineTable } from "./timeline-table";

/** A running class is drawn anew so often. */
const RENEWED_EVERY_MS = 10_000;
/** Lines of a skeleton as high as the chart. */
const LINES = 15;

interface TimelineCardProps {
  readonly classSession: Schemas["ClassSession"];
}

/** The emotions of everybody together, and how many were recognised, over the class. */
export function TimelineCard({ classSession }: TimelineCardProps) {
  const [emotionSet, setEmotionSet] = useState<EmotionSet>(classSession.emotion_set);
  const isRunning = classSession.ended_at === null;
  const bucket = timelineBucket(lengthMsOf(classSession, useNow(30_000)));
  const query = useQuery({
    ...timelineQuery(classSession.id, { bucket, emotionSet }),
    refetchInterval: isRunning ? RENEWED_EVERY_MS : false,
  });
  return (
    <QueryCard
      title={text.timeline.title}
      testId="timeline"
      query={query}
      lines={LINES}
      aside={() => <EmotionSetChoice value={emotionSet} onChange={setEmotionSet} />}
    >
      {(timeline) => <TimelineView timeline={timeline} name={classSession.name} />}
    </QueryCard>
  );
}

type Shape = "chart" | "table";

interface TimelineViewProps {
  readonly timeline: Schemas["Timeline"];
  readonly name: string;
}

function TimelineView({ timeline, name }: TimelineViewProps) {
  const [shape, setShape] = useState<Shape>("chart");
  const shares = meanShares(timeline);
  if (timeline.buckets.length === 0) {
    return (
      <EmptyState icon={mdiChartBar} title={text.timeline.empty} hint={text.timeline.emptyHint} />
    );
  }
  const dominant = strongest(shares);
  const word = dominant === null ? "–" : emotionStyle(dominant).name;
  return (
    <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2 }}>
      {shares !== null && <EmotionShares labels={timeline.labels} shares={shares} />}
      {shape === "chart" ? (
        <TimelineFigure
          timeline={timeline}
          axis="clock"
          label={text.timeline.label(name, word, mostSeen(timeline))}
        />
      ) : (
        <TimelineTable timeline={timeline} />
      )}
      <Box sx={{ display: "flex", alignItems: "center", gap: 2 }}>
        <Box sx={{ flex: 1, fontSize: "0.8125rem", color: "text.secondary" }}>
          {text.timeline.gaps}
        </Box>
        <ShapeChoice value={shape} onChange={setShape} />
      </Box>
    </Box>
  );
}

interface ShapeChoiceProps {
  readonly value: Shape;
  readonly onChange: (value: Shape) => void;
}

function ShapeChoice({ value, onChange }: ShapeChoiceProps) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={text.timeline.view}
      value={value}
      onChange={(_, chosen: Shape | null) => {
        if (chosen !== null) onChange(chosen);
      }}
    >
      <ToggleButton value="chart" aria-label={text.timeline.chart} title={text.timeline.chart}>
        <Icon path={mdiChartBarStacked} fontSize="small" />
      </ToggleButton>
      <ToggleButton value="table" aria-label={text.timeline.table} title={text.timeline.table}>
        <Icon path={mdiTable} fontSize="small" />
      </ToggleButton>
    </ToggleButtonGroup>
  );
}
