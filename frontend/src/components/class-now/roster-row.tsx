import { Link } from "@tanstack/react-router";
import { memo, type ReactNode } from "react";

import { Icon } from "@/components/icon";
import { StudentAvatar } from "@/components/student-avatar";
import { TREND_MS } from "@/lib/class-now/class-now";
import type { ExpectedStudent } from "@/lib/class-now/expected";
import { meanShares, stepsSince, strongest, type Step } from "@/lib/class-now/step-series";
import { emotionStyle } from "@/lib/emotions";
import { clockWithDay } from "@/lib/time";
import { text } from "@/text";

import { emotionColours } from "./emotion-colours";
import { StackedArea } from "./stacked-area";

const TREND_WIDTH = 84;
const TREND_HEIGHT = 12;

interface RosterRowProps {
  readonly studentId: number;
  readonly name: string;
  readonly away: boolean;
  readonly sinceMs: number;
  /** Null while it is not known, and while the student is away. */
  readonly emotion: string | null;
  readonly trend: readonly Step[] | undefined;
  readonly trendEndMs: number;
  readonly labels: readonly string[];
}

/** Takes single values, so that it is drawn anew only when something about it is new. */
export const RosterRow = memo(function RosterRow(props: RosterRowProps) {
  const { studentId, name, away, sinceMs, emotion, trend = [], trendEndMs, labels } = props;
  return (
    <li data-testid="roster-row" data-presence={away ? "away" : "here"}>
      <StudentLink studentId={studentId}>
        <StudentAvatar studentId={studentId} name={name} faded={away} />
        <span className={away ? "who faded" : "who"}>
          <span className="name">{name}</span>
          <span className="since">
            {away
              ? text.roster.awaySince(clockWithDay(sinceMs))
              : text.roster.since(clockWithDay(sinceMs))}
          </span>
        </span>
        {emotion !== null && <Disc emotion={emotion} />}
        <span className="look">
          <span>{emotion === null ? "\u00a0" : emotionStyle(emotion).name}</span>
          <span className="trend" {...trendWords(stepsSince(trend, trendEndMs - TREND_MS))}>
            <StackedArea
              steps={trend}
              labels={labels}
              startMs={trendEndMs - TREND_MS}
              endMs={trendEndMs}
              width={TREND_WIDTH}
              height={TREND_HEIGHT}
            />
          </span>
        </span>
      </StudentLink>
    </li>
  );
});

/** Somebody who could be here and was not seen. */
export const NotSeenRow = memo(function NotSeenRow({ student }: { student: ExpectedStudent }) {
  const { studentId, name, needsPhotos } = student;
  return (
    <li data-testid="not-seen-row">
      <StudentLink studentId={studentId}>
        <StudentAvatar studentId={studentId} name={name} faded />
        <span className="who faded">
          <span className="name">{name}</span>
          {needsPhotos && <span className="since">{text.roster.needsPhotos}</span>}
        </span>
      </StudentLink>
    </li>
  );
});

interface StudentLinkProps {
  readonly studentId: number;
  readonly children: ReactNode;
}

function StudentLink({ studentId, children }: StudentLinkProps) {
  return (
    <Link to="/students/$studentId" params={{ studentId: String(studentId) }}>
      {children}
    </Link>
  );
}

function Disc({ emotion }: { readonly emotion: string }) {
  return (
    <span className="emotion-disc" style={emotionColours(emotion)}>
      <Icon path={emotionStyle(emotion).icon} />
    </span>
  );
}

/** What the trend shows, in words. */
function trendWords(trend: readonly Step[]) {
  const [mostly] = strongest(meanShares(trend), 1);
  if (mostly === undefined) return {};
  const words = text.roster.trend(emotionStyle(mostly).name.toLocaleLowerCase());
  return { role: "img", "aria-label": words, title: words };
}
