import { useTheme } from "@mui/material/styles";
import useMediaQuery from "@mui/material/useMediaQuery";

/** Whether the page is one column, as on a phone, with room for one picture. */
export function useIsNarrow(): boolean {
  return useMediaQuery(useTheme().breakpoints.down("md"));
}
