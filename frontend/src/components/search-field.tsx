import { mdiClose, mdiMagnify } from "@mdi/js";
import IconButton from "@mui/material/IconButton";
import InputAdornment from "@mui/material/InputAdornment";
import TextField from "@mui/material/TextField";

import { Icon } from "@/components/icon";
import { text } from "@/text";

interface SearchFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const clear = value !== "" && (
    <InputAdornment position="end">
      <IconButton
        size="small"
        edge="end"
        aria-label={text.clearSearch}
        onClick={() => onChange("")}
      >
        <Icon path={mdiClose} fontSize="small" />
      </IconButton>
    </InputAdornment>
  );
  return (
    <TextField
      type="search"
      placeholder={label}
      value={value}
      onChange={(event) => onChange(event.target.value)}
      fullWidth
      sx={{ "& input::-webkit-search-cancel-button": { display: "none" } }}
      slotProps={{
        htmlInput: { "aria-label": label },
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
