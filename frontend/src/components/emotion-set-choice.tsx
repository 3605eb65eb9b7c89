import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";

import type { EmotionSet } from "@/lib/protocol.gen";
import { text } from "@/text";

const SETS: readonly EmotionSet[] = ["wellbeing", "engagement"];

interface EmotionSetChoiceProps {
  readonly value: EmotionSet;
  readonly onChange: (value: EmotionSet) => void;
}

export function EmotionSetChoice({ value, onChange }: EmotionSetChoiceProps) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      color="primary"
      aria-label={text.emotionSets.label}
      value={value}
      onChange={(_, chosen: EmotionSet | null) => {
        if (chosen !== null) onChange(chosen);
      }}
    >
      {SETS.map((set) => (
        <ToggleButton key={set} value={set} title={text.emotionSets[`${set}Help`]}>
          {text.emotionSets[set]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
