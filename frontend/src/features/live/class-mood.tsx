import Box from "@mui/material/Box";
import Card from "@mui/material/Card";
import Typography from "@mui/material/Typography";

import { EmotionShares } from "@/components/emotion-shares";
import { useStore } from "@/lib/store";
import { text } from "@/text";

import { epochMs } from "./capture-loop";
import type { LiveController } from "./live-controller";
import { meanEmotions, rosterView } from "./roster";

interface ClassMoodProps {
  readonly controller: LiveController;
}

/** How those who are here look, all together; names nobody. */
export function ClassMood({ controller }: ClassMoodProps) {
  const { here } = rosterView(useStore(controller.roster), "", epochMs());
  const shares = meanEmotions(here);
  const labels = Object.keys(shares);
  if (labels.length === 0) return null;
  return (
    <Card component="section" aria-labelledby="mood-title" sx={{ padding: 2 }}>
      <Box sx={{ display: "flex", alignItems: "baseline", gap: 1, marginBottom: 1.5 }}>
        <Typography variant="h2" id="mood-title" sx={{ flex: 1 }}>
          {text.mood.title}
        </Typography>
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {text.mood.from(here.length)}
        </Typography>
      </Box>
      <EmotionShares labels={labels} shares={shares} />
    </Card>
  );
}
