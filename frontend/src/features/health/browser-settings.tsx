import Box from "@mui/material/Box";
import MenuItem from "@mui/material/MenuItem";
import { useColorScheme } from "@mui/material/styles";
import Switch from "@mui/material/Switch";
import TextField from "@mui/material/TextField";
import ToggleButton from "@mui/material/ToggleButton";
import ToggleButtonGroup from "@mui/material/ToggleButtonGroup";
import Typography from "@mui/material/Typography";
import { useId, useState, type ReactNode } from "react";

import { SectionCard } from "@/components/query-card";
import { MIRRORINGS, storedMirroring, storeMirroring } from "@/lib/camera/mirroring";
import { presenterMode, usePresenterMode } from "@/lib/presenter-mode";
import { text } from "@/text";

const SCHEMES = ["system", "light", "dark"] as const;

/** What is remembered on this device and not on the server. */
export function BrowserSettings() {
  const { title, hint } = text.health.browser;
  return (
    <SectionCard title={title} testId="browser-settings">
      <Typography variant="body2" sx={{ color: "text.secondary", marginBottom: 1.5 }}>
        {hint}
      </Typography>
      <Box sx={{ display: "grid", gap: 2 }}>
        <SchemeSetting />
        <PresenterSetting />
        <MirrorSetting />
      </Box>
    </SectionCard>
  );
}

function SchemeSetting() {
  const { mode = "system", setMode } = useColorScheme();
  return (
    <Setting name={text.colourScheme.label}>
      {(labels) => (
        <ToggleButtonGroup
          exclusive
          size="small"
          color="primary"
          {...labels}
          value={mode}
          onChange={(_, chosen: (typeof SCHEMES)[number] | null) => {
            if (chosen !== null) setMode(chosen);
          }}
        >
          {SCHEMES.map((scheme) => (
            <ToggleButton key={scheme} value={scheme}>
              {text.colourScheme[scheme]}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
    </Setting>
  );
}

function PresenterSetting() {
  const isOn = usePresenterMode();
  const { names, namesHint } = text.health.browser;
  return (
    <Setting name={names} hint={namesHint}>
      {(labels) => (
        <Switch
          edge="end"
          checked={isOn}
          onChange={(_, checked) => presenterMode.set(checked)}
          slotProps={{ input: labels }}
        />
      )}
    </Setting>
  );
}

const MIRRORING_WORDS = {
  auto: text.health.browser.mirrorAuto,
  always: text.health.browser.mirrorAlways,
  never: text.health.browser.mirrorNever,
} as const;

function MirrorSetting() {
  const [mirroring, setMirroring] = useState(storedMirroring);
  const { mirror, mirrorHint } = text.health.browser;
  return (
    <Setting name={mirror} hint={mirrorHint}>
      {(labels) => (
        <TextField
          select
          value={mirroring}
          onChange={({ target }) => {
            const chosen = MIRRORINGS.find((one) => one === target.value) ?? "auto";
            storeMirroring(chosen);
            setMirroring(chosen);
          }}
          slotProps={{ select: { SelectDisplayProps: labels } }}
          sx={{ width: 200 }}
        >
          {MIRRORINGS.map((one) => (
            <MenuItem key={one} value={one}>
              {MIRRORING_WORDS[one]}
            </MenuItem>
          ))}
        </TextField>
      )}
    </Setting>
  );
}

interface Labels {
  readonly "aria-labelledby": string;
  readonly "aria-describedby"?: string;
}

interface SettingProps {
  readonly name: string;
  readonly hint?: string;
  readonly children: (labels: Labels) => ReactNode;
}

/** A name at the left, what it does below, and the control at the right. */
function Setting({ name, hint, children }: SettingProps) {
  const nameId = useId();
  const hintId = useId();
  return (
    <Box
      sx={{
        display: "flex",
        flexWrap: "wrap",
        alignItems: "center",
        justifyContent: "space-between",
        columnGap: 2,
        rowGap: 1,
      }}
    >
      <Box sx={{ flex: "1 1 180px" }}>
        <Typography id={nameId} sx={{ fontSize: "0.875rem", fontWeight: 600 }}>
          {name}
        </Typography>
        {hint !== undefined && (
          <Typography id={hintId} variant="body2" sx={{ color: "text.secondary" }}>
            {hint}
          </Typography>
        )}
      </Box>
      {children({
        "aria-labelledby": nameId,
        ...(hint === undefined ? {} : { "aria-describedby": hintId }),
      })}
    </Box>
  );
}
