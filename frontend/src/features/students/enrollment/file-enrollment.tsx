import Alert from "@mui/material/Alert";
import Box from "@mui/material/Box";

import { FileDrop } from "./file-drop";
import { PhotoList } from "./photo-list";
import type { Enrollment } from "./use-enrollment";

interface FileEnrollmentProps {
  readonly enrollment: Enrollment;
  /** How many files the server takes at once. */
  readonly limit: number;
}

/** Photos from files, each sent at once, with what the server says of it. */
export function FileEnrollment({ enrollment, limit }: FileEnrollmentProps) {
  const { photos, add, warnings, confirmLookAlike, takeBack } = enrollment;
  return (
    <Box sx={{ display: "grid", gridTemplateColumns: { xs: "1fr", md: "1.35fr 1fr" }, gap: 3 }}>
      <FileDrop limit={limit} onFiles={add} />
      <Box sx={{ maxHeight: { md: 440 }, overflowY: { md: "auto" } }}>
        {warnings.map((warning) => (
          <Alert key={warning} severity="info" sx={{ marginBottom: 1.5 }}>
            {warning}
          </Alert>
        ))}
        <PhotoList photos={photos} onConfirmLookAlike={confirmLookAlike} onTakeBack={takeBack} />
      </Box>
    </Box>
  );
}
