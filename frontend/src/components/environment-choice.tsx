import MenuItem from "@mui/material/MenuItem";
import TextField from "@mui/material/TextField";

import type { Environment } from "@/lib/api/class-sessions";
import { ENVIRONMENTS } from "@/lib/environments";
import { text } from "@/text";

interface EnvironmentChoiceProps {
  readonly value: Environment;
  readonly onChange: (value: Environment) => void;
}

/** Where a class takes place. */
export function EnvironmentChoice({ value, onChange }: EnvironmentChoiceProps) {
  return (
    <TextField
      select
      label={text.classSessions.environment}
      value={value}
      onChange={(event) => onChange(event.target.value as Environment)}
    >
      {ENVIRONMENTS.map((environment) => (
        <MenuItem key={environment} value={environment}>
          {text.classSessions.environments[environment]}
        </MenuItem>
      ))}
    </TextField>
  );
}
