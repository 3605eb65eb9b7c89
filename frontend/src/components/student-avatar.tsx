import Avatar from "@mui/material/Avatar";

import { graphemes } from "@/lib/graphemes";
import { usePresenterMode } from "@/lib/presenter-mode";

interface StudentAvatarProps {
  readonly studentId: number;
  readonly name: string;
  /** Pixels. */
  readonly size?: number;
  readonly faded?: boolean;
}

/**
 * Initials on a colour of the student's own: no photo is kept anywhere. On a screen that others see
 * it is the student's number.
 */
export function StudentAvatar({ studentId, name, size = 36, faded = false }: StudentAvatarProps) {
  // The golden angle spreads neighbouring ids over the hues.
  const isHidden = usePresenterMode();
  const hue = Math.round((studentId * 137.508) % 360);
  return (
    <Avatar
      aria-hidden
      sx={(theme) => ({
        width: size,
        height: size,
        fontSize: size * 0.38,
        fontWeight: 650,
        filter: faded ? "grayscale(1)" : "none",
        backgroundColor: `oklch(0.91 0.045 ${hue})`,
        color: `oklch(0.36 0.09 ${hue})`,
        ...theme.applyStyles("dark", {
          backgroundColor: `oklch(0.35 0.05 ${hue})`,
          color: `oklch(0.9 0.06 ${hue})`,
        }),
      })}
    >
      {isHidden ? studentId : initials(name)}
    </Avatar>
  );
}

function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== "");
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words.slice(0, 1);
  return ends.map((word) => graphemes(word ?? "")[0]?.toLocaleUpperCase() ?? "").join("");
}
