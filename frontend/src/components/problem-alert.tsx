import Alert from "@mui/material/Alert";

import { messageOf } from "@/lib/api/problem";

interface ProblemAlertProps {
  /** Null shows nothing. */
  readonly error: unknown;
}

/** Says inside a form what the server refused. */
export function ProblemAlert({ error }: ProblemAlertProps) {
  if (error === null || error === undefined) return null;
  return <Alert severity="error">{messageOf(error)}</Alert>;
}
