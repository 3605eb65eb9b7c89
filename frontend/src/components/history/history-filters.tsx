import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";

import { EmotionSetChoice } from "@/components/emotion-set-choice";
import type { HistoryChoice } from "@/components/history/history-choice";
import { MomentField } from "@/components/history/moment-field";
import { automaticBucket, BUCKETS, fits, type Bucket } from "@/lib/history/bucket";
import { RANGE_PRESETS, type RangePreset, type TimeRange } from "@/lib/history/range";
import { text } from "@/text";

interface HistoryFiltersProps {
  readonly choice: HistoryChoice;
  readonly range: TimeRange;
  readonly onChange: (change: Partial<HistoryChoice>) => void;
}

/** What part of a history is shown, and how finely. */
export function HistoryFilters({ choice, range, onChange }: HistoryFiltersProps) {
  return (
    <Box sx={{ display: "flex", flexWrap: "wrap", alignItems: "center", gap: 1.5 }}>
      <PresetChoice
        value={choice.range}
        onChange={(preset) => {
          const { startMs: from, endMs: to } = range;
          onChange(
            preset === "custom" ? { range: preset, from, to } : { range: preset, bucket: "auto" },
          );
        }}
      />
      {choice.range === "custom" && <CustomRange range={range} onChange={onChange} />}
      <BucketMenu choice={choice} range={range} onChange={onChange} />
      <EmotionSetChoice value={choice.emotions} onChange={(emotions) => onChange({ emotions })} />
    </Box>
  );
}

interface PresetChoiceProps {
  readonly value: RangePreset;
  readonly onChange: (value: RangePreset) => void;
}

function PresetChoice({ value, onChange }: PresetChoiceProps) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      sx={{ flexWrap: "wrap" }}
      color="primary"
      aria-label={text.history.range}
      value={value}
      onChange={(_, chosen: RangePreset | null) => {
        if (chosen !== null) onChange(chosen);
      }}
    >
      {RANGE_PRESETS.map((preset) => (
        <ToggleButton key={preset} value={preset} title={text.history.presetHelp[preset]}>
          {text.history.presets[preset]}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function CustomRange({ range, onChange }: Omit<HistoryFiltersProps, "choice">) {
  const isBackwards = range.startMs >= range.endMs;
  return (
    <>
      <MomentField
        label={text.history.from}
        value={range.startMs}
        onChange={(from) => onChange({ from, bucket: "auto" })}
      />
      <MomentField
        label={text.history.to}
        value={range.endMs}
        error={isBackwards ? text.history.badRange : undefined}
        onChange={(to) => onChange({ to, bucket: "auto" })}
      />
    </>
  );
}

function BucketMenu({ choice, range, onChange }: HistoryFiltersProps) {
  const automatic = text.history.bucketAuto(text.history.buckets[automaticBucket(range)]);
  const offered = BUCKETS.filter((bucket) => fits(range, bucket));
  return (
    <TextField
      select
      label={text.history.bucket}
      value={choice.bucket !== "auto" && offered.includes(choice.bucket) ? choice.bucket : "auto"}
      onChange={(event) => onChange({ bucket: event.target.value as Bucket | "auto" })}
      sx={{ minWidth: 190 }}
    >
      <MenuItem value="auto">{automatic}</MenuItem>
      {offered.map((bucket) => (
        <MenuItem key={bucket} value={bucket}>
          {text.history.buckets[bucket]}
        </MenuItem>
      ))}
    </TextField>
  );
}
