import { camerasText } from "@/text/cameras";
import { classNowText } from "@/text/class-now";
import { classSessionsText } from "@/text/class-sessions";
import { commonText } from "@/text/common";
import { emotionsText } from "@/text/emotions";
import { enrollmentText } from "@/text/enrollment";
import { healthText } from "@/text/health";
import { importText } from "@/text/import";
import { liveText } from "@/text/live";
import { studentText } from "@/text/student";
import { studentsText } from "@/text/students";
import { watchText } from "@/text/watch";

/** Every word that the page shows, in one folder, ready to be translated: a file for each part. */
export const text = {
  ...commonText,
  ...emotionsText,
  ...liveText,
  ...classNowText,
  ...watchText,
  ...camerasText,
  ...studentsText,
  ...studentText,
  ...enrollmentText,
  ...importText,
  ...classSessionsText,
  ...healthText,
} as const;
