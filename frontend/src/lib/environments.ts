import { mdiAccountVoice, mdiGoogleClassroom, mdiPresentation, mdiShapeOutline } from "@mdi/js";

import type { Environment } from "@/lib/api/class-sessions";

/** An icon for each environment; the word stands beside it. */
export const ENVIRONMENT_ICONS: Readonly<Record<Environment, string>> = {
  classroom: mdiGoogleClassroom,
  seminar: mdiAccountVoice,
  product_demo: mdiPresentation,
  general: mdiShapeOutline,
};

export const ENVIRONMENTS = Object.keys(ENVIRONMENT_ICONS) as readonly Environment[];
