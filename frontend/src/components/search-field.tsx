import { mdiClose, mdiMagnify } from "@mdi/js";
import IconButton from "@mui/material/IconButton";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";
import type { CompositionEvent } from "react";

import { Icon } from "@/components/icon";
import { text } from "@/text";

import { useTypedValue } from "./use-typed-value";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Shows what is typed at once, though `value` may come back later, as from the page's address. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const { typed, type, beginComposing, endComposing, leave } = useTypedValue(value, onChange);
  const clear = typed !== "" && (
    <InputAdornment position="end">
      <IconButton size="small" edge="end" aria-label={text.clearSearch} onClick={() => type("")}>
        <Icon path={mdiClose} fontSize="small" />
      </IconButton>
    </InputAdornment>
  );
  return (
    <TextField
      type="search"
      placeholder={label}
      value={typed}
      onChange={(event) => type(event.target.value)}
      onBlur={leave}
      fullWidth
      sx={{ "& input::-webkit-search-cancel-button": { display: "none" } }}
      slotProps={{
        htmlInput: {
          "aria-label": label,
          onCompositionStart: beginComposing,
          onCompositionEnd: (event: CompositionEvent<HTMLInputElement>) =>
            endComposing(event.currentTarget.value),
        },
        input: {
          startAdornment: (
            <InputAdornment position="start">
              <Icon path={mdiMagnify} fontSize="small" />
            </InputAdornment>
          ),
          endAdornment: clear,
        },
      }}
    />
  );
}
