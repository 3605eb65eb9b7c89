import Box from "@mui/material/Box";
import Skeleton from "@mui/material/Skeleton";
import Typography from "@mui/material/Typography";
import { useQuery } from "@tanstack/react-query";

import type { Schemas } from "@/lib/api/client";
import { studentContentsQuery } from "@/lib/api/student-page";
import { duration } from "@/lib/time";
import { text } from "@/text";

/** What is stored of a student, counted: deleting removes all of it. */
export function StudentContents({ studentId }: { readonly studentId: number }) {
  const { data, error } = useQuery(studentContentsQuery(studentId));
  const words = text.student.contents;
  return (
    <>
      {text.students.deleteWhat}
      <Box component="ul" sx={{ marginBlock: 1, paddingLeft: 3, minHeight: 96 }}>
        <li>{words.record}</li>
        {data !== undefined && linesOf(data).map((line) => <li key={line}>{line}</li>)}
        {data === undefined && error !== null && <li>{words.uncounted}</li>}
        {data === undefined && error === null && (
          <li role="status" aria-label={words.counting}>
            <Skeleton width={180} />
          </li>
        )}
      </Box>
      <Typography variant="body2" sx={{ color: "text.secondary" }}>
        {words.stays} <b>{words.final}</b>
      </Typography>
    </>
  );
}

/** Only what there is, but for the history: that there is none is worth knowing. */
export function linesOf(contents: Schemas["StudentContents"]): readonly string[] {
  const words = text.student.contents;
  const { embeddings, kept_photos: photos, observed_seconds: seconds } = contents;
  const { class_sessions: classes, corrections } = contents;
  return [
    words.embeddings(embeddings),
    ...(photos > 0 ? [words.photos(photos)] : []),
    seconds > 0 ? words.history(duration(seconds)) : words.noHistory,
    ...(classes > 0 ? [words.attendance(classes)] : []),
    ...(corrections > 0 ? [words.corrections(corrections)] : []),
    ...(contents.emotion_baselines > 0 ? [words.baseline] : []),
  ];
}
