import type { ReactNode } from "react";

interface VisuallyHiddenProps {
  /** "status" is read out when it changes. */
  readonly role?: "status";
  readonly children: ReactNode;
}

/** For screen readers alone. */
export function VisuallyHidden({ role, children }: VisuallyHiddenProps) {
  return (
    <span
      role={role}
      style={{
        position: "absolute",
        width: 1,
        height: 1,
        overflow: "hidden",
        clipPath: "inset(50%)",
        whiteSpace: "nowrap",
      }}
    >
      {children}
    </span>
  );
}
