import TextField from "@mui/material/TextField";

import { useTypedValue } from "@/components/use-typed-value";
import { EARLIEST_MS, isTime, LATEST_MS } from "@/lib/history/range";

interface MomentFieldProps {
  readonly label: string;
  readonly value: number;
  readonly error?: string | undefined;
  readonly onChange: (value: number) => void;
}

/**
 * A day and a time. The field is never written to while somebody types: browsers forget the half of
 * a number that stands in it.
 */
export function MomentField({ label, value, error, onChange }: MomentFieldProps) {
  const { typed, type, leave } = useTypedValue(
    localInput(value),
    (next) => onChange(momentMs(next)),
    (next) => isTime(momentMs(next)), // a year that is only half typed is none
  );
  return (
    <TextField
      type="datetime-local"
      label={label}
      value={typed}
      error={error !== undefined}
      helperText={error}
      onChange={(event) => type(event.target.value)}
      onBlur={leave}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: { min: localInput(EARLIEST_MS), max: localInput(LATEST_MS) },
      }}
    />
  );
}

/** What an <input type="datetime-local"> wants: local time without a zone. */
function localInput(ms: number): string {
  const zoneMs = new Date(ms).getTimezoneOffset() * 60_000;
  return new Date(ms - zoneMs).toISOString().slice(0, 16);
}

/** NaN for a field in which something is missing. */
const momentMs = (typed: string): number => new Date(typed).getTime();
