import Button from "@mui/material/Button";
import DialogActions from "@mui/material/DialogActions";
import DialogContent from "@mui/material/DialogContent";
import TextField from "@mui/material/TextField";
import { useState, type ReactNode } from "react";

import { EnvironmentChoice } from "@/components/environment-choice";
import { ProblemAlert } from "@/components/problem-alert";
import type { Environment } from "@/lib/api/class-sessions";
import { text } from "@/text";

export interface ClassFormValues {
  readonly name: string;
  readonly environment: Environment;
}

interface ClassFormProps {
  readonly initial: ClassFormValues;
  readonly submitLabel: string;
  readonly isBusy: boolean;
  readonly error: unknown;
  /** Stands before the fields. */
  readonly lead?: ReactNode;
  /** More fields, after the name and the environment. */
  readonly children?: ReactNode;
  readonly onSubmit: (values: ClassFormValues) => void;
  readonly onClose: () => void;
}

/** The inside of a dialog that asks what a class is called and where it is held. */
export function ClassForm(props: ClassFormProps) {
  const { initial, submitLabel, isBusy, error, lead, children, onSubmit, onClose } = props;
  const [name, setName] = useState(initial.name);
  const [environment, setEnvironment] = useState(initial.environment);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit({ name, environment });
      }}
    >
      <DialogContent sx={{ display: "grid", gap: 2 }}>
        {lead}
        <TextField
          autoFocus
          required
          label={text.classSession.name}
          placeholder={text.classSession.namePlaceholder}
          value={name}
          onChange={(event) => setName(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 200, autoComplete: "off" } }}
        />
        <EnvironmentChoice value={environment} onChange={setEnvironment} />
        {children}
        <ProblemAlert error={error} />
      </DialogContent>
      <DialogActions sx={{ padding: 2 }}>
        <Button color="inherit" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button type="submit" variant="contained" loading={isBusy} disabled={name.trim() === ""}>
          {submitLabel}
        </Button>
      </DialogActions>
    </form>
  );
}
