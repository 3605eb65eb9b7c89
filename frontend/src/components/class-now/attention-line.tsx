import Box from "@mui/material/Box";
import Typography from "@mui/material/Typography";

import { EmotionDisc } from "@/components/emotion-disc";
import { FEWEST_PRESENT, type Attention } from "@/lib/class-now/attention";
import { text } from "@/text";

interface AttentionLineProps {
  readonly attention: Attention | null;
  /** How many are here. */
  readonly present: number;
}

/** What may be worth a teacher's eye; of groups only, and always in its place. */
export function AttentionLine({ attention, present }: AttentionLineProps) {
  return (
    <Box
      role="status"
      data-testid="attention"
      sx={{ display: "flex", alignItems: "center", gap: 0.75, minHeight: 24 }}
    >
      {attention === null ? (
        <Typography variant="body2" sx={{ color: "text.secondary" }}>
          {present < FEWEST_PRESENT ? text.attention.tooFew(FEWEST_PRESENT) : text.attention.calm}
        </Typography>
      ) : (
        <>
          <EmotionDisc label={attention.label} size={20} />
          <Typography variant="body2" sx={{ fontWeight: 600 }}>
            {attentionText(attention)}
          </Typography>
        </>
      )}
    </Box>
  );
}

function attentionText({ label, count }: Attention): string {
  return text.attention[label](count);
}
