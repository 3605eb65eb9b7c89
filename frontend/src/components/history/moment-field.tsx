import TextField from "@mui/material/TextField";

import { useTypedValue } from "@/components/use-typed-value";

/** The server takes no others: a year that is only half typed lies before them. */
const EARLIEST_MS = Date.UTC(1970, 0, 1);
const LATEST_MS = Date.UTC(2200, 0, 1);

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
    isMoment,
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

function isMoment(typed: string): boolean {
  const ms = momentMs(typed);
  return ms >= EARLIEST_MS && ms <= LATEST_MS;
}
