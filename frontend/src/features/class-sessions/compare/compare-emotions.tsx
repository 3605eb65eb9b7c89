import Alert from "@mui/material/Alert";
import AlertTitle from "@mui/material/AlertTitle";
import Box from "@mui/material/Box";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { EmotionSetChoice } from "@/components/emotion-set-choice";
import { QueryCard } from "@/components/query-card";
import { lengthMsOf } from "@/features/class-sessions/class-length";
import { mostSeen, stepCount, timelineBucket } from "@/features/class-sessions/timeline/steps";
import { TimelineFigure } from "@/features/class-sessions/timeline/timeline-figure";
import { timelineQuery } from "@/lib/api/class-sessions";
import type { Schemas } from "@/lib/api/client";
import type { EmotionSet } from "@/lib/protocol.gen";
import { duration } from "@/lib/time";
import { useNow } from "@/lib/use-now";
import { text } from "@/text";

import { commonMs, compareShares, tooLittle, type TooLittle } from "./comparison";
import { Letter } from "./letter";
import { OfOneKind } from "./of-one-kind";
import { Second } from "./second";
import { ShareTable } from "./share-table";

type ClassSession = Schemas["ClassSession"];
type Timeline = Schemas["Timeline"];

interface CompareEmotionsProps {
  readonly first: ClassSession;
  readonly second: ClassSession;
}

/** The emotions of both classes, over the same minutes since their start. */
export function CompareEmotions({ first, second }: CompareEmotionsProps) {
  const [emotionSet, setEmotionSet] = useState<EmotionSet>(first.emotion_set);
  const nowMs = useNow(30_000);
  // One width of steps for both, or they could not be laid side by side.
  const bucket = timelineBucket(Math.max(lengthMsOf(first, nowMs), lengthMsOf(second, nowMs)));
  const one = useQuery(timelineQuery(first.id, { bucket, emotionSet }));
  const other = useQuery(timelineQuery(second.id, { bucket, emotionSet }));
  return (
    <QueryCard
      title={text.comparison.emotions}
      testId="compare-emotions"
      query={one}
      lines={14}
      aside={() => <EmotionSetChoice value={emotionSet} onChange={setEmotionSet} />}
    >
      {(firstTimeline) => (
        <Second query={other}>
          {(secondTimeline) => (
            <OfOneKind key={`${first.id} ${second.id}`} timelines={[firstTimeline, secondTimeline]}>
              {([oneOf, otherOf]) => (
                <Both
                  first={{ classSession: first, timeline: oneOf }}
                  second={{ classSession: second, timeline: otherOf }}
                />
              )}
            </OfOneKind>
          )}
        </Second>
      )}
    </QueryCard>
  );
}

interface Side {
  readonly classSession: ClassSession;
  readonly timeline: Timeline;
}

function Both({ first, second }: { readonly first: Side; readonly second: Side }) {
  const [isWhole, setIsWhole] = useState(false);
  const common = commonMs(first.timeline, second.timeline);
  const untilMs = isWhole ? Infinity : common;
  const doubts = [
    { letter: text.comparison.first, side: first },
    { letter: text.comparison.second, side: second },
  ].flatMap(({ letter, side: { classSession, timeline } }) => {
    const why = tooLittle(timeline, classSession.students_seen, untilMs);
    return why === null ? [] : doubtText(letter, why);
  });
  const rows = compareShares(first.timeline, second.timeline, {
    untilMs,
    canTell: doubts.length === 0,
  });
  return (
    <Box sx={{ display: "grid", gridTemplateColumns: "minmax(0, 1fr)", gap: 2 }}>
      <RangeChoice commonMs={common} isWhole={isWhole} onChange={setIsWhole} />
      {doubts.length > 0 && (
        <Alert severity="info">
          <AlertTitle>{text.comparison.tooLittle}</AlertTitle>
          {doubts.map((doubt) => (
            <div key={doubt}>{doubt}</div>
          ))}
        </Alert>
      )}
      <ShareTable rows={rows} />
      <Typography variant="body2" sx={{ fontSize: "0.8125rem", color: "text.secondary" }}>
        {text.comparison.shares} {text.comparison.alikeHelp} {text.comparison.reading}
      </Typography>
      <Figures first={first} second={second} />
    </Box>
  );
}

function doubtText(letter: string, why: TooLittle): string {
  return why.reason === "students"
    ? text.comparison.fewStudents(letter, why.count)
    : text.comparison.fewBlocks(letter, why.minutes);
}

interface RangeChoiceProps {
  readonly commonMs: number;
  readonly isWhole: boolean;
  readonly onChange: (isWhole: boolean) => void;
}

function RangeChoice({ commonMs: common, isWhole, onChange }: RangeChoiceProps) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      aria-label={text.comparison.range}
      value={isWhole ? "whole" : "common"}
      onChange={(_, chosen: "whole" | "common" | null) => {
        if (chosen !== null) onChange(chosen === "whole");
      }}
    >
      <ToggleButton value="common">{text.comparison.common(duration(common / 1000))}</ToggleButton>
      <ToggleButton value="whole">{text.comparison.whole}</ToggleButton>
    </ToggleButtonGroup>
  );
}

/** The two timelines, one under the other, minute under minute. */
function Figures({ first, second }: { readonly first: Side; readonly second: Side }) {
  const count = Math.max(stepCount(first.timeline), stepCount(second.timeline));
  const mostStudents = Math.max(mostSeen(first.timeline), mostSeen(second.timeline));
  return [
    { of: "first" as const, side: first },
    { of: "second" as const, side: second },
  ].map(({ of, side: { classSession, timeline } }) => (
    <Box key={of}>
      <Box sx={{ display: "flex", alignItems: "center", gap: 1 }}>
        <Letter of={of} />
        <Typography variant="h3">{classSession.name}</Typography>
      </Box>
      <TimelineFigure
        timeline={timeline}
        axis="minutes"
        count={count}
        mostStudents={mostStudents}
        label={text.comparison.chartLabel(text.comparison[of])}
      />
    </Box>
  ));
}
