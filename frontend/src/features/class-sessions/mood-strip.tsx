import Box from "@mui/material/Box";
import { useQuery } from "@tanstack/react-query";

import type { Schemas } from "@/lib/api/client";
import { classSummaryQuery } from "@/lib/api/emotions";
import { emotionStyle } from "@/lib/emotions";
import { HAS_EDGE, KEEPS_COLOUR } from "@/lib/forced-colours";
import { percent } from "@/lib/numbers";
import { text } from "@/text";

interface MoodStripProps {
  readonly classSession: Schemas["ClassSession"];
}

/** A class that has ended looks the same tomorrow. */
const KEPT_MS = 10 * 60_000;

/** The mean emotions of a class as one thin bar. It keeps its place until they are read. */
export function MoodStrip({ classSession }: MoodStripProps) {
  const { id, emotion_set: emotionSet, ended_at: endedAt } = classSession;
  const { data } = useQuery({
    ...classSummaryQuery(id, emotionSet),
    staleTime: endedAt === null ? 10_000 : KEPT_MS,
  });
  const shares = Object.entries(data?.probabilities ?? {});
  const words = shares.map(([label, share]) => `${emotionStyle(label).name} ${percent(share)}`);
  const title =
    words.length > 0 ? text.classSessions.mood(words.join(", ")) : text.classSessions.noMood;
  return (
    <Box
      role="img"
      aria-label={data === undefined ? text.loading : title}
      title={data === undefined ? undefined : title}
      sx={{
        ...HAS_EDGE,
        display: "flex",
        gap: "1px",
        height: 8,
        borderRadius: 4,
        overflow: "hidden",
        backgroundColor: "action.selected",
      }}
    >
      {shares.map(([label, share]) => (
        <Part key={label} label={label} share={share} />
      ))}
    </Box>
  );
}

function Part({ label, share }: { readonly label: string; readonly share: number }) {
  const { light, dark } = emotionStyle(label);
  return (
    <Box
      sx={(theme) => ({
        ...KEEPS_COLOUR,
        flexBasis: 0,
        backgroundColor: light,
        ...theme.applyStyles("dark", { backgroundColor: dark }),
      })}
      style={{ flexGrow: share }}
    />
  );
}
