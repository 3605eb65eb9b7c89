import SvgIcon, { type SvgIconProps } from "@mui/material/SvgIcon";

interface IconProps extends Omit<SvgIconProps, "children"> {
  /** SVG path on a 24 x 24 grid. */
  readonly path: string;
}

/** Hidden from screen readers: what it stands beside says the same in words. */
export function Icon({ path, ...rest }: IconProps) {
  return (
    <SvgIcon aria-hidden {...rest}>
      <path d={path} />
    </SvgIcon>
  );
}
